package com.betterfleet.oscp.profile;

/**
 * How measurements are made and sent.
 *
 * @param windows when windows open, are read, and are given up
 * @param report what a message says of a window
 */
public record MeteringRules(WindowRules windows, ReportRules report) {}
