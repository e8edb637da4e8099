package com.betterfleet.oscp.http;

import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.profile.PartnerProfile;
import java.util.Optional;

/**
 * What the endpoint needs to know of the connection that a request is for.
 *
 * @param settings the connection
 * @param profile its partner's profile
 * @param unavailable why it answers 503 to authenticated requests (suspended, disabled, shutting down); empty while it
 *     serves
 */
public record InboundConnection(ConnectionSettings settings, PartnerProfile profile, Optional<String> unavailable) {}
