package com.betterfleet.oscp.limit;

import com.betterfleet.oscp.forecast.Forecasts;
import com.betterfleet.oscp.message.ForecastType;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** A site that lives through a story. */
final class StoryRun {
    final Site site;
    private final Map<ForecastType, Story.Told> last = new EnumMap<>(ForecastType.class);

    StoryRun(Story story) {
        this.site = new Site(story.rules().extent());
        site.profile = Forecasts.profile(story.rules(), site.profile.limit());
        site.binding = story.binding();
        site.state = story.state();
        site.start();
    }

    /** Lets time pass without doing what is due on the way, then lets the event happen. */
    void happen(Story.Event event) {
        site.now = site.now.plus(event.after());
        Story.Happening what = event.what();
        if (what instanceof Story.Told told) {
            hear(Optional.of(told));
        } else if (what instanceof Story.ToldAgain again) {
            hear(Optional.ofNullable(last.get(again.type())));
        } else if (what instanceof Story.Linked linked) {
            site.session += linked.handshake() ? 1 : 0;
            site.link(linked.state());
        } else if (what instanceof Story.Edited edited) {
            site.binding = edited.binding();
            site.step(new LimitInput.Reevaluate("edit"));
        } else if (what instanceof Story.Input input) {
            site.step(input.input());
            if (input.input() instanceof LimitInput.Unbind) {
                last.clear();
            }
        }
    }

    /** A released link answers 503 before anything is heard. */
    private void hear(Optional<Story.Told> said) {
        if (said.isEmpty() || site.state.released()) {
            site.step(new LimitInput.Due());
            return;
        }
        Story.Told told = said.get();
        site.hear(told.id(), told.message());
        if (site.verdict instanceof LimitVerdict.Accepted) {
            last.put(told.message().type(), told);
        }
    }
}
