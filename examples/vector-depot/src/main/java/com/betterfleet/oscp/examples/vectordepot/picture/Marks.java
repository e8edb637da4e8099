package com.betterfleet.oscp.examples.vectordepot.picture;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The numbered marks above the plot: each in the first row in which it touches no other. */
final class Marks {
    private static final int ROW = 24;
    private static final int APART = 22;

    private final List<Integer> rows;
    private final DayPicture day;

    private Marks(DayPicture day, List<Integer> rows) {
        this.day = day;
        this.rows = rows;
    }

    static Marks of(DayPicture day) {
        Frame anywhere = Frame.of(day, 0);
        List<Double> taken = new ArrayList<>();
        List<Integer> rows = new ArrayList<>();
        for (Incident incident : day.incidents()) {
            double x = anywhere.at(incident.at());
            int row = 0;
            while (row < taken.size() && x - taken.get(row) < APART) {
                row++;
            }
            if (row == taken.size()) {
                taken.add(x);
            } else {
                taken.set(row, x);
            }
            rows.add(row);
        }
        return new Marks(day, rows);
    }

    int height() {
        return 20 + ROW * (1 + rows.stream().mapToInt(Integer::intValue).max().orElse(0));
    }

    void draw(Xml svg, Frame frame) {
        for (int i = 0; i < rows.size(); i++) {
            draw(svg, frame, day.incidents().get(i), i + 1, frame.upper() - 18 - ROW * rows.get(i));
        }
    }

    private void draw(Xml svg, Frame frame, Incident incident, int number, int y) {
        Instant at = incident.at().isBefore(day.start()) ? day.start() : incident.at();
        svg.open("g", "class", "mark " + incident.sort().style());
        svg.leaf("title", number + ". " + Words.second(incident.at()) + " UTC: " + incident.what());
        svg.empty("path", "class", "stem", "d", "M" + frame.x(at) + " " + y + "V" + frame.lower());
        shape(svg, incident.sort(), frame.at(at), y);
        svg.leaf("text", Integer.toString(number), "x", frame.x(at), "y", y + 4, "class", "number");
        svg.close("g");
    }

    /** A shape for each sort, so that no colour is needed. */
    static void shape(Xml svg, Incident.Sort sort, double x, double y) {
        String points = switch (sort) {
            case LINE -> "-10,0 -7,-7 0,-10 7,-7 10,0 7,7 0,10 -7,7";
            case HOST -> "-9,-9 9,-9 9,9 -9,9";
            case UTILITY -> "0,-12 12,0 0,12 -12,0";
            case ASKED -> "-11,-8 11,-8 11,3 0,12 -11,3";
        };
        svg.empty(
                "polygon",
                "class",
                "badge",
                "points",
                points,
                "transform",
                "translate(" + Frame.number(x) + " " + Frame.number(y) + ")");
    }
}
