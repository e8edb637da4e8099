package com.betterfleet.oscp.examples.vectordepot.picture;

import com.betterfleet.oscp.examples.vectordepot.replay.FileLine;
import java.util.ArrayList;
import java.util.List;

/** A small journal, written by hand. */
final class Pages {
    private final List<FileLine> lines = new ArrayList<>();
    private final String group;

    Pages(String group) {
        this.group = group;
        line("2026-09-25T23:59:00Z", "'kind':'clock','seed':'7'");
        line(
                "2026-09-25T23:59:00Z",
                "'kind':'configuration','what':'bind','settings':{'group':'" + group
                        + "','siteLimit':{'watts':'900000'},'fallback':{'watts':'120000'}}");
    }

    static Pages ofADay() {
        return new Pages("AKL01");
    }

    /** Fields between single quotes. */
    Pages line(String at, String fields) {
        String json = ("{'at':'" + at + "'," + fields + "}").replace('\'', '"');
        lines.add(FileLine.of(lines.size() + 1, json));
        return this;
    }

    Pages at(String time, String fields) {
        return line("2026-09-26T" + time + "Z", fields);
    }

    /** An event of the group. */
    Pages event(String time, String name, String fields) {
        return at(time, "'kind':'event','event':{'is':'" + name + "','group':{'group':'" + group + "'}" + fields + "}");
    }

    Pages limit(String time, int revision, String mode, boolean zero, long watts, String until) {
        event(
                time,
                "LimitOrdered",
                ",'order':{'direction':'IMPORT','revision':" + revision + ",'mode':'" + mode + "','protectiveZero':"
                        + zero + ",'validUntil':'2026-09-26T" + until + "Z','afterwards':{'most':{'watts':'120000'}}"
                        + ",'reason':'because'}");
        return event(
                time,
                "LimitConfirmed",
                ",'direction':'IMPORT','revision':" + revision + ",'latency':'PT1S','readBack':{'most':{'watts':'"
                        + watts + "'}}");
    }

    Pages forecast(String time, String id, String... blocks) {
        StringBuilder body = new StringBuilder();
        for (String block : blocks) {
            String[] parts = block.split(" ", -1);
            body.append(body.isEmpty() ? "" : ",")
                    .append("{\\'capacity\\':" + parts[2] + ",\\'unit\\':\\'KW\\'")
                    .append(",\\'start_time\\':\\'2026-09-26T" + parts[0] + ":00.000Z\\'")
                    .append(",\\'end_time\\':\\'2026-09-26T" + parts[1] + ":00.000Z\\'}");
        }
        at(
                time,
                "'kind':'request','path':'/nz/update_group_capacity_forecast','headers':['X-request-id: " + id
                        + "'],'body':'{\\'group_id\\':\\'" + group
                        + "\\',\\'type\\':\\'CONSUMPTION\\',\\'forecasted_blocks\\':[" + body + "]}'");
        at(time, "'kind':'answer','status':204");
        return event(time, "ForecastAccepted", ",'requestId':'" + id + "','laidIn':true");
    }

    DayPicture picture() {
        return DayPicture.of(lines);
    }

    String page() {
        return DayPage.of(picture());
    }
}
