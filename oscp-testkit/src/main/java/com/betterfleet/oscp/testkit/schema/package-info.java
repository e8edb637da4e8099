/**
 * JSON Schemas (draft 2020-12) of every OSCP 2.0 message, as this library writes it.
 *
 * <p>They are strict: an unknown property, a time without exactly three fraction digits or a negative capacity is refused. So they
 * judge what leaves a Flexibility Provider; what peers send is read more tolerantly. {@link com.betterfleet.oscp.testkit.schema.OscpSchemas}
 * finds them for any validator.
 */
@ParametersAreNonnullByDefault
package com.betterfleet.oscp.testkit.schema;

import javax.annotation.ParametersAreNonnullByDefault;
