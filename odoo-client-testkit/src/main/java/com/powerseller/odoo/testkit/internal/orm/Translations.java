package com.powerseller.odoo.testkit.internal.orm;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A text in several languages, as a translated field keeps it: where it was never written in another language than English, the text alone is kept. Immutable.
 */
record Translations(Map<String, String> byLanguage) {
    static final String SOURCE = "en_US";

    Translations {
        byLanguage = Collections.unmodifiableMap(new TreeMap<>(byLanguage));
    }

    /** What is kept, in a language; in English if there is nothing in that one. */
    static @Nullable Object in(@Nullable String language, @Nullable Object kept) {
        if (!(kept instanceof Translations translations)) {
            return kept;
        }
        String text = translations.byLanguage().get(language == null ? SOURCE : language);
        return text == null ? translations.byLanguage().get(SOURCE) : text;
    }

    /** What to keep once a text is written in a language; no text is none in all languages. */
    static @Nullable Object with(@Nullable Object kept, @Nullable String language, @Nullable Object text) {
        boolean isEnglish = language == null || language.equals(SOURCE);
        if (text == null || (isEnglish && !(kept instanceof Translations))) {
            return text;
        }
        Map<String, String> texts = new TreeMap<>();
        if (kept instanceof Translations translations) {
            texts.putAll(translations.byLanguage());
        } else {
            texts.put(SOURCE, kept == null ? Python.str(text) : Python.str(kept));
        }
        texts.put(isEnglish ? SOURCE : language, Python.str(text));
        return new Translations(texts);
    }

    /** What is kept, with each text changed. */
    static @Nullable Object changed(@Nullable Object kept, UnaryOperator<String> change) {
        if (kept instanceof Translations translations) {
            Map<String, String> texts = new TreeMap<>();
            translations.byLanguage().forEach((language, text) -> texts.put(language, change.apply(text)));
            return new Translations(texts);
        }
        return kept instanceof String text ? change.apply(text) : kept;
    }

    /** Without what was written in a language; English stays. */
    static @Nullable Object without(@Nullable Object kept, String language) {
        if (!(kept instanceof Translations translations) || language.equals(SOURCE)) {
            return kept;
        }
        Map<String, String> texts = new TreeMap<>(translations.byLanguage());
        texts.remove(language);
        return new Translations(texts);
    }
}
