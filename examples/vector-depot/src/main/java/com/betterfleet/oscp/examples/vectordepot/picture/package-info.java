/**
 * The day as a page: what {@link com.betterfleet.oscp.examples.vectordepot.day.Day} wrote into its journal, drawn for people.
 *
 * <p>{@link com.betterfleet.oscp.examples.vectordepot.picture.Picture} reads the journal's lines and nothing else. Each {@link
 * com.betterfleet.oscp.examples.vectordepot.picture.Reading} takes the lines that concern it and makes one part of a {@code
 * DayPicture}; {@code Chart} draws that as an SVG, {@code Page} writes the page around it. The same journal gives the same page,
 * byte for byte.
 */
@ParametersAreNonnullByDefault
package com.betterfleet.oscp.examples.vectordepot.picture;

import javax.annotation.ParametersAreNonnullByDefault;
