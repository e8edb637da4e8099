package com.betterfleet.oscp.examples.vectordepot.picture;

import java.util.ArrayList;
import java.util.List;

/** The numbered marks above the plot: each in the first row in which it touches no other. */
final class Marks {
    private static final int ROW = 24;
    private static final int APART = 22;

    /** Where more than this many stand close together, the others have no number in the drawing. */
    private static final int ROWS = 6;

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
        return 20
                + ROW
                        * Math.min(
                                ROWS,
                                1
                                        + rows.stream()
                                                .mapToInt(Integer::intValue)
                                                .max()
                                                .orElse(0));
    }

    void draw(Xml svg, Frame frame) {
        for (int i = 0; i < rows.size(); i++) {
            String x = frame.x(day.incidents().get(i).at());
            svg.empty("path", "class", "stem", "d", "M" + x + " " + height(frame, rows.get(i)) + "V" + frame.lower());
        }
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i) < ROWS) {
                badge(svg, frame, i);
            }
        }
    }

    private static int height(Frame frame, int row) {
        return frame.upper() - 18 - ROW * Math.min(row, ROWS - 1);
    }

    private void badge(Xml svg, Frame frame, int i) {
        Incident incident = day.incidents().get(i);
        int y = height(frame, rows.get(i));
        svg.open("g", "class", "mark " + incident.sort().style());
        svg.leaf("title", (i + 1) + ". " + Words.second(incident.at()) + " UTC: " + incident.what());
        shape(svg, incident.sort(), frame.at(incident.at()), y);
        svg.leaf("text", Integer.toString(i + 1), "x", frame.x(incident.at()), "y", y + 4, "class", "number");
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
