package com.betterfleet.oscp.testkit.wire;

import java.util.concurrent.CompletableFuture;

/** A call that waits for the driver. */
record PendingCall(LockStepCaller caller, RawCall call, CompletableFuture<RawReply> answer) {}
