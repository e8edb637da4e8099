package com.betterfleet.oscp.testkit.wire;

import java.util.concurrent.CompletionStage;

/** Makes calls. The stage ends on the driver's thread: with an answer of any status, or with an {@link java.io.IOException}. */
@FunctionalInterface
public interface RawSender {

    /**
     * Makes one call, once, without following redirects.
     *
     * @param call the request
     * @return the answer to come
     */
    CompletionStage<RawReply> send(RawCall call);
}
