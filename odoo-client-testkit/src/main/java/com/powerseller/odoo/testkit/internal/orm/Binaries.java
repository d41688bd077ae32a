package com.powerseller.odoo.testkit.internal.orm;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/** Bytes in base64, as Python reads them. */
public final class Binaries {
    private Binaries() {}

    /**
     * The bytes of a text, without the characters that base64 has not.
     *
     * @throws PythonException if others are missing
     */
    public static byte[] decoded(String text) {
        String base64 = text.replaceAll("[^A-Za-z0-9+/=]", "");
        if (base64.length() % 4 != 0 || base64.matches(".*=.*[^=].*|.*={3,}")) {
            throw PythonException.of("binascii.Error", "Incorrect padding");
        }
        return Base64.getDecoder().decode(base64);
    }

    /** An image as it is kept, in base64; null for no bytes. */
    static @Nullable String image(Object value) {
        String text =
                value instanceof byte[] bytes ? new String(bytes, StandardCharsets.ISO_8859_1) : Python.str(value);
        byte[] image;
        try {
            image = decoded(text);
        } catch (PythonException e) {
            throw PythonException.userError("Image is not encoded in base64.");
        }
        if (image.length == 0) {
            return null;
        }
        if (!isDrawn(image) && !isPicture(image)) {
            throw PythonException.userError("This file could not be decoded as an image file.");
        }
        return text;
    }

    /** Whether Odoo leaves it as it is: SVG, which it knows by its first character, and WebP. */
    private static boolean isDrawn(byte[] image) {
        String start = new String(image, 0, Math.min(image.length, 15), StandardCharsets.ISO_8859_1);
        return start.startsWith("<") || (start.startsWith("RIFF") && start.startsWith("WEBPVP", 8));
    }

    /** Whether it begins as an image does whose size can be read. */
    private static boolean isPicture(byte[] image) {
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(image))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return false;
            }
            ImageReader reader = readers.next();
            reader.setInput(in);
            int width = reader.getWidth(0);
            reader.dispose();
            return width > 0;
        } catch (IOException | IndexOutOfBoundsException e) {
            return false;
        }
    }
}
