package com.betterfleet.oscp.configuration;

import com.betterfleet.oscp.message.GroupId;

/**
 * A group of one connection: the same {@code group_id} may be used by two Capacity Providers for different sites.
 *
 * @param connection the connection the group is bound under
 * @param group the {@code group_id} on the wire
 */
public record GroupRef(ConnectionId connection, GroupId group) implements Comparable<GroupRef> {
    /**
     * A group reference from plain text.
     *
     * @param connection the connection id
     * @param group the group id
     * @return the reference
     * @throws IllegalArgumentException if either is not legal
     */
    public static GroupRef of(String connection, String group) {
        return new GroupRef(ConnectionId.of(connection), new GroupId(group));
    }

    @Override
    public int compareTo(GroupRef other) {
        int byConnection = connection.compareTo(other.connection);
        return byConnection != 0 ? byConnection : group.value().compareTo(other.group.value());
    }

    @Override
    public String toString() {
        return connection + "/" + group.value();
    }
}
