package com.example.service;

import io.micrometer.core.instrument.MeterRegistry;
import us.apolo.images.observation.CredentialsRenewal;
import us.apolo.images.observation.ImagesObserver;
import us.apolo.images.observation.Operation;
import us.apolo.images.observation.OperationEnd;
import us.apolo.images.observation.OperationListener;
import us.apolo.images.observation.RequestEnd;
import us.apolo.images.observation.Retry;

/**
 * What the library does, as metrics. Tags are the names of few values that the library has for this purpose, never URLs
 * or names of images: each value of a tag is a time series of its own.
 */
final class ImageMetrics implements ImagesObserver {
    private final MeterRegistry meters;

    ImageMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public OperationListener operation(Operation operation) {
        return new OperationListener() {
            @Override
            public void ended(OperationEnd end) {
                meters.timer("images.operations", "kind", operation.kind().text(), "outcome", end.outcome())
                        .record(end.duration());
            }

            @Override
            public void requestEnded(RequestEnd end) {
                meters.timer("images.requests", "name", end.request().name(), "outcome", end.outcome())
                        .record(end.duration());
            }

            @Override
            public void retrying(Retry retry) {
                meters.counter("images.retries", "name", retry.name()).increment();
            }

            @Override
            public void credentialsRenewed(CredentialsRenewal renewal) {
                meters.counter("images.renewals", "renewed", Boolean.toString(renewal.renewed()))
                        .increment();
            }
        };
    }
}
