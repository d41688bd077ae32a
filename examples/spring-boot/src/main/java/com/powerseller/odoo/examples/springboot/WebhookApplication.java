package com.powerseller.odoo.examples.springboot;

import com.powerseller.odoo.provisioning.store.MemoryStore;
import com.powerseller.odoo.provisioning.store.SignalStore;
import com.powerseller.odoo.provisioning.webhook.Authentication;
import com.powerseller.odoo.provisioning.webhook.WebhookReceiver;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/**
 * An application that keeps what Odoo's webhooks hint at. The property {@code odoo.webhook.secret} (in the environment {@code ODOO_WEBHOOK_SECRET}) is the secret; the address to enter in
 * Odoo is {@code https://<host>/odoo/webhook/<secret>}.
 */
@SpringBootApplication(proxyBeanMethods = false)
public class WebhookApplication {
    /** Runs it. */
    public static void main(String[] arguments) {
        SpringApplication.run(WebhookApplication.class, arguments);
    }

    /** In production {@code JdbcStore.builder(dataSource).build()}: what is kept in memory is lost with the process. */
    @Bean
    SignalStore store() {
        return new MemoryStore();
    }

    @Bean(destroyMethod = "close")
    WebhookReceiver receiver(SignalStore store, @Value("${odoo.webhook.secret}") String secret) {
        return WebhookReceiver.builder()
                .store(store)
                .accept(Authentication.path(secret))
                .build();
    }
}
