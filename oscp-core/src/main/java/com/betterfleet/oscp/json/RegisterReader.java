package com.betterfleet.oscp.json;

import com.betterfleet.oscp.message.Register;
import com.betterfleet.oscp.message.Rules;
import com.betterfleet.oscp.message.Token;
import com.betterfleet.oscp.message.VersionUrl;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import javax.annotation.Nullable;

/** Reads Register. */
final class RegisterReader {
    private static final ObjectReader<Draft> REGISTER = ObjectReader.<Draft>empty()
            .required("token", (in, draft) -> draft.token = token(in))
            .required("version_url", (in, draft) -> draft.versionUrl = in.list(RegisterReader::versionUrl));
    private static final ObjectReader<UrlDraft> VERSION_URL = ObjectReader.<UrlDraft>empty()
            .required("version", (in, draft) -> draft.version = Values.identifier(in))
            .required("base_url", (in, draft) -> draft.baseUrl = url(in));

    private RegisterReader() {}

    static @Nullable Register register(BodyReader in) throws IOException {
        Draft draft = new Draft();
        REGISTER.read(in, draft);
        if (draft.token == null || draft.versionUrl == null || !in.violations().isEmpty()) {
            return null;
        }
        return new Register(draft.token, draft.versionUrl);
    }

    private static @Nullable VersionUrl versionUrl(BodyReader in) throws IOException {
        UrlDraft draft = new UrlDraft();
        VERSION_URL.read(in, draft);
        return draft.version == null || draft.baseUrl == null ? null : new VersionUrl(draft.version, draft.baseUrl);
    }

    private static @Nullable Token token(BodyReader in) throws IOException {
        String text = Values.text(in);
        return text != null && in.obeys(Rules.token(text)) ? new Token(text) : null;
    }

    private static @Nullable URI url(BodyReader in) throws IOException {
        String text = Values.text(in);
        if (text == null) {
            return null;
        }
        try {
            URI url = new URI(text);
            return in.obeys(Rules.baseUrl(url)) ? url : null;
        } catch (URISyntaxException malformed) {
            in.complain("is not a URL");
            return null;
        }
    }

    private static final class Draft {
        private @Nullable Token token;
        private @Nullable List<VersionUrl> versionUrl;
    }

    private static final class UrlDraft {
        private @Nullable String version;
        private @Nullable URI baseUrl;
    }
}
