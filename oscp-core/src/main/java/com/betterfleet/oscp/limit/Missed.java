package com.betterfleet.oscp.limit;

import com.betterfleet.oscp.forecast.BlockPiece;

/**
 * A forecasted block that was not kept while it ruled.
 *
 * @param piece the block
 * @param told whether that was reported
 */
public record Missed(BlockPiece piece, boolean told) {}
