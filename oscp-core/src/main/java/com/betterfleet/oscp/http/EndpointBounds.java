package com.betterfleet.oscp.http;

/**
 * How much of a request the endpoint takes.
 *
 * @param maxBody the most bytes of a body, else 413; 1 MiB by default, a forecast of 96 blocks needs about 16 KiB
 * @param maxHeaderCount the most header lines, else 400; 100 by default
 * @param maxHeaderBytes the most characters of all header names and values together, else 400; 32 KiB by default
 */
public record EndpointBounds(int maxBody, int maxHeaderCount, int maxHeaderBytes) {
    /** The defaults. */
    public static final EndpointBounds STANDARD = new EndpointBounds(1 << 20, 100, 32 << 10);

    /**
     * Checks that all are at least 1 and leave room for one byte more.
     *
     * @param maxBody the most bytes of a body, else 413; 1 MiB by default, a forecast of 96 blocks needs about 16 KiB
     * @param maxHeaderCount the most header lines, else 400; 100 by default
     * @param maxHeaderBytes the most characters of all header names and values together, else 400; 32 KiB by default
     */
    public EndpointBounds {
        require(maxBody, "maxBody");
        require(maxHeaderCount, "maxHeaderCount");
        require(maxHeaderBytes, "maxHeaderBytes");
    }

    private static void require(int value, String name) {
        if (value < 1 || value == Integer.MAX_VALUE) {
            throw new IllegalArgumentException(name + " must be 1 to 2147483646, was " + value);
        }
    }
}
