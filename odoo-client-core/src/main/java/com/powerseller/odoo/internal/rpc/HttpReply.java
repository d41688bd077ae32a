package com.powerseller.odoo.internal.rpc;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request, its body not yet read.
 *
 * @param status the HTTP status
 * @param contentType the header, or empty
 * @param location where a redirect points to, or null
 * @param retryAfter the header, or null
 * @param body the body, decompressed; limited in length
 */
public record HttpReply(
        int status,
        String contentType,
        @Nullable String location,
        @Nullable String retryAfter,
        InputStream body) {}
