/**
 * The depot in real time, for a real or foreign Capacity Provider: {@code vector-depot serve --config FILE}. One process, no
 * external service: store, vault, circuits and meters live in memory.
 */
@ParametersAreNonnullByDefault
package com.betterfleet.oscp.examples.vectordepot.serve;

import javax.annotation.ParametersAreNonnullByDefault;
