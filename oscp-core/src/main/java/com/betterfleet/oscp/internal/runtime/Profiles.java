package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.ProfileSettings;
import com.betterfleet.oscp.profile.PartnerProfile;
import com.betterfleet.oscp.profile.PartnerProfileProvider;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The providers by id, and the profiles they made. Thread-safe. */
final class Profiles {
    private record Wanted(String id, ProfileSettings settings) {}

    private final Map<String, PartnerProfileProvider> providers = new TreeMap<>();
    private final Map<Wanted, PartnerProfile> made = new ConcurrentHashMap<>();

    Profiles(Collection<PartnerProfileProvider> found) {
        for (PartnerProfileProvider provider : found) {
            PartnerProfileProvider clash = providers.putIfAbsent(provider.id(), provider);
            if (clash != null) {
                throw new IllegalArgumentException("two profile providers have the id '" + provider.id() + "': "
                        + clash.getClass().getName() + " and "
                        + provider.getClass().getName());
            }
        }
    }

    PartnerProfile of(ConnectionSettings settings) {
        return made.computeIfAbsent(new Wanted(settings.profile(), settings.profileSettings()), this::make);
    }

    private PartnerProfile make(Wanted wanted) {
        PartnerProfileProvider provider = providers.get(wanted.id());
        if (provider == null) {
            throw new IllegalArgumentException(
                    "no profile '" + wanted.id() + "' is on the class path, there are " + providers.keySet());
        }
        return provider.create(wanted.settings());
    }
}
