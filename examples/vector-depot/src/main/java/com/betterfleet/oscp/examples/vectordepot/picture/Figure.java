package com.betterfleet.oscp.examples.vectordepot.picture;

/**
 * A figure of the day.
 *
 * @param name what is counted
 * @param value the count
 */
record Figure(String name, String value) {}
