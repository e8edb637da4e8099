package com.betterfleet.oscp.integration;

import com.betterfleet.oscp.FlexibilityProvider;
import com.betterfleet.oscp.testkit.time.VirtualProcess;
import com.sun.net.httpserver.HttpServer;

/** One life of a host: its process, its provider, its web server. */
record Node(VirtualProcess process, FlexibilityProvider fp, HttpServer server) {}
