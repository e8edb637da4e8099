/**
 * What an operator sees and does: status, explanations, operations, configuration; and the clock that the host injects.
 */
@ParametersAreNonnullByDefault
package com.betterfleet.oscp.operation;

import javax.annotation.ParametersAreNonnullByDefault;
