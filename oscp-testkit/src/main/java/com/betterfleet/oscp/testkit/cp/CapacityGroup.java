package com.betterfleet.oscp.testkit.cp;

/**
 * A group that the Capacity Provider knows.
 *
 * @param groupId the {@code group_id} in messages
 * @param assetId the one {@code asset_id} under which the group's charging is to be reported
 */
public record CapacityGroup(String groupId, String assetId) {}
