package com.betterfleet.oscp.auth;

import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.ExpectedCredential;

/**
 * Someone whom our token endpoint serves.
 *
 * @param connection the connection for which its tokens count
 * @param credential how it authenticates
 */
public record TokenClient(ConnectionId connection, ExpectedCredential.OAuth credential) {}
