package com.powerseller.odoo;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Collections;
import java.util.Objects;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whom a client trusts, and what it shows of itself, when it connects. Immutable, thread-safe; files are read at once, and errors in them are {@code
 * IllegalArgumentException}s that name the file.
 */
public final class Tls {
    private final SSLContext context;
    private final X509TrustManager trust;

    private Tls(SSLContext context, X509TrustManager trust) {
        this.context = Objects.requireNonNull(context);
        this.trust = Objects.requireNonNull(trust);
    }

    /** Made by other means; {@code trust} must be the one that the context was made with. */
    public static Tls of(SSLContext context, X509TrustManager trust) {
        return new Tls(context, trust);
    }

    /** Trusts the authorities that the JVM trusts: for {@link #withClientCertificate}, as it is the default otherwise. */
    public static Tls standard() {
        try {
            return trusting((KeyStore) null);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JVM has no certificates that it trusts", e);
        }
    }

    /** Trusts the certificates in a PEM file (those of a private authority, or a server's own), and no others. */
    public static Tls trusting(Path certificates) {
        try (InputStream file = new BufferedInputStream(Files.newInputStream(certificates))) {
            Collection<? extends Certificate> all =
                    CertificateFactory.getInstance("X.509").generateCertificates(file);
            if (all.isEmpty()) {
                throw new IllegalArgumentException("there is no certificate in " + certificates);
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (Certificate certificate : all) {
                store.setCertificateEntry(Integer.toString(store.size()), certificate);
            }
            return trusting(store);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("cannot read certificates in PEM form from " + certificates, e);
        }
    }

    /** The same trust, with a certificate and its key in a PKCS #12 file to show when a server asks; the password opens the file and the key. */
    public Tls withClientCertificate(Path keyStore, char[] password) {
        try (InputStream file = new BufferedInputStream(Files.newInputStream(keyStore))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(file, password);
            if (Collections.list(store.aliases()).stream().noneMatch(alias -> isKey(store, alias))) {
                throw new IllegalArgumentException("there is no private key in " + keyStore);
            }
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password);
            return new Tls(context(keys.getKeyManagers(), trust), trust);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException(
                    "cannot read a key in PKCS #12 form from " + keyStore + " with this password", e);
        }
    }

    private static boolean isKey(KeyStore store, String alias) {
        try {
            return store.isKeyEntry(alias);
        } catch (KeyStoreException e) {
            throw new IllegalStateException("the key store was loaded just now", e);
        }
    }

    private static Tls trusting(@Nullable KeyStore trusted) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager trust) {
                return new Tls(context(null, trust), trust);
            }
        }
        throw new GeneralSecurityException("no trust manager for X.509 certificates");
    }

    private static SSLContext context(KeyManager @Nullable [] keys, X509TrustManager trust)
            throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, new TrustManager[] {trust}, null);
        return context;
    }

    /** The context that connections are made with. */
    public SSLContext context() {
        return context;
    }

    /** What decides whether a server is trusted. */
    public X509TrustManager trustManager() {
        return trust;
    }
}
