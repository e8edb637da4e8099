/**
 * The picture of a day: the lines of a journal become an immutable {@code DayPicture}, that becomes SVG, and that a page of
 * HTML that needs nothing else. The same journal makes the same bytes.
 */
@ParametersAreNonnullByDefault
package com.betterfleet.oscp.examples.vectordepot.picture;

import javax.annotation.ParametersAreNonnullByDefault;
