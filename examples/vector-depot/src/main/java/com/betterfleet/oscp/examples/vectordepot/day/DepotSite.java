package com.betterfleet.oscp.examples.vectordepot.day;

import com.betterfleet.envelope.ManagedScope;

/** What the depot and Vector agreed out of band, as the host knows it. */
final class DepotSite {
    static final String GROUP = "AKL01";
    static final String ASSET = "AKL01";
    static final String FP_ID = "F1";
    static final String VECTOR_AUTHORITY = "derms.vector.example";
    static final String VECTOR_URL = "https://" + VECTOR_AUTHORITY + "/oscp/cp/2.0";
    static final String VECTOR_TOKEN_URL = "https://" + VECTOR_AUTHORITY + "/oauth2/token";
    static final String TOKEN_PATH = "/oauth2/token";
    static final String DEPOT_AUTHORITY = "depot.betterfleet.example";
    static final String DEPOT_PATH = "/oscp/fp/2.0";
    static final ManagedScope SCOPE = new ManagedScope("mg-7", "grid");

    private DepotSite() {}
}
