package com.betterfleet.oscp.configuration;

/**
 * Who asked for a change or an operation; written into the journal as given.
 *
 * @param name 1 to 100 printable characters, for example a user name or a job's name
 */
public record Actor(String name) {
    /**
     * Checks the name.
     *
     * @param name 1 to 100 printable characters, for example a user name or a job's name
     */
    public Actor {
        if (name.isBlank() || name.length() > 100 || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("actor must be 1 to 100 printable characters");
        }
    }

    /**
     * An actor.
     *
     * @param name the name
     * @return the actor
     * @throws IllegalArgumentException if the name is blank, too long or not printable
     */
    public static Actor of(String name) {
        return new Actor(name);
    }

    @Override
    public String toString() {
        return name;
    }
}
