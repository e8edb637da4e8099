/** The library's endpoint in a servlet container: copy the one class and change what you like. */
@ParametersAreNonnullByDefault
package com.betterfleet.oscp.examples.servlet;

import javax.annotation.ParametersAreNonnullByDefault;
