package com.betterfleet.oscp.examples.vectordepot.picture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The page is one well-formed file that asks nobody for anything, and runs nothing that a journal says. */
class DayPageTest {
    private static Document parsed(String page) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(page.getBytes(UTF_8)));
    }

    private static Pages eventful() {
        return Pages.ofADay()
                .limit("01:00:00", 1, "FALLBACK", false, 120_000, "09:00:00")
                .limit("02:00:00", 2, "LIVE", false, 400_000, "09:00:00")
                .forecast("02:00:00", "a", "02:00 03:00 400")
                .event("03:00:00", "AdjustmentChanged", ",'requestId':'a','state':'SENT','why':''")
                .event("03:01:00", "WindowParked", ",'start':'2026-09-26T00:45:00Z','why':'no meter'")
                .event("04:00:00", "LinkChanged", ",'to':'OFFLINE','reason':'silence'");
    }

    @Test
    void itIsWellFormedAndNamed() throws Exception {
        Document page = parsed(eventful().page());
        assertThat(page.getDocumentElement().getAttribute("lang")).isEqualTo("en");
        assertThat(page.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("Group AKL01 on 26 September 2026");
        Element drawing = (Element) page.getElementsByTagName("svg").item(0);
        assertThat(drawing.getAttribute("role")).isEqualTo("img");
        assertThat(drawing.getElementsByTagName("desc").item(0).getTextContent())
                .contains("2 numbered incidents");
        assertThat(page.getElementsByTagName("td").item(3).getTextContent()).isEqualTo("Link OFFLINE");
    }

    @Test
    void itAsksNobodyForAnything() {
        assertThat(eventful()
                        .page()
                        .replace("xmlns=\"http://www.w3.org/2000/svg\"", "")
                        .replace("xmlns=\"http://www.w3.org/1999/xhtml\"", ""))
                .doesNotContain("http:", "https:", "src=", "href=", "@import", "<link", "url(//");
    }

    @Test
    void theSameJournalGivesTheSameBytes() {
        assertThat(eventful().page()).isEqualTo(eventful().page());
    }

    @Test
    void hostileWordsStayWords() throws Exception {
        String page = new Pages("</title><script>alert(1)</script>&\\u0001")
                .event("04:00:00", "LinkChanged", ",'to':'OFFLINE','reason':'<img src=x onerror=alert(2)> ]]> &amp;'")
                .page();
        Document parsed = parsed(page);
        assertThat(parsed.getElementsByTagName("script").getLength()).isEqualTo(1);
        assertThat(parsed.getElementsByTagName("img").getLength()).isZero();
        assertThat(parsed.getElementsByTagName("h1").item(0).getTextContent())
                .isEqualTo("Group </title><script>alert(1)</script>&\uFFFD on 26 September 2026");
        assertThat(parsed.getElementsByTagName("td").item(5).getTextContent())
                .isEqualTo("<img src=x onerror=alert(2)> ]]> &amp;");
    }

    @Test
    void aCrowdOfIncidentsDoesNotPushTheDayOutOfSight() throws Exception {
        Pages crowd = Pages.ofADay();
        for (int i = 10; i < 40; i++) {
            crowd.at("04:00:" + i, "'kind':'event','event':{'is':'ClockStepped','step':'PT1S'}");
        }
        Element drawing =
                (Element) parsed(crowd.page()).getElementsByTagName("svg").item(0);
        assertThat(drawing.getAttribute("viewBox")).isEqualTo("0 0 1200 632");
        assertThat(drawing.getElementsByTagName("polygon").getLength()).isEqualTo(6);
        assertThat(crowd.picture().incidents()).hasSize(30);
    }

    @Test
    void whatAMomentHeldCanBeRead() {
        assertThat(eventful().page())
                .contains(
                        "02:00 UTC (14:00 NZ) · limit LIVE 400\u00A0kW · drawn unknown · forecast 400\u00A0kW · window missing");
    }
}
