/**
 * Who may speak to us, and how we show who we are.
 *
 * <p>A connection has a token we expect and a token we present, both as names in the host's {@link
 * com.betterfleet.oscp.configuration.SecretVault}; {@link com.betterfleet.oscp.auth.TokenAuthenticator} judges the first
 * and {@link com.betterfleet.oscp.auth.TokenAuthorizer} writes the second. A credential counts for the connection named by
 * the request's path and for no other. Nothing here logs, and no token shows in any text.
 */
@ParametersAreNonnullByDefault
package com.betterfleet.oscp.auth;

import javax.annotation.ParametersAreNonnullByDefault;
