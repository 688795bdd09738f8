package us.apolo.images.core.registry.auth;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import us.apolo.images.Credentials;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.core.operation.Observation;
import us.apolo.images.observation.CredentialsRenewal;

/**
 * The credentials of one operation: the provider is asked once for each registry, and once more when the registry has
 * refused what it gave, however many requests and threads the operation has.
 */
public final class OperationCredentials {
    private final CredentialsProvider provider;
    private final Observation observation;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Optional<Credentials>> current = new HashMap<>();
    private final Set<String> renewed = new HashSet<>();

    /**
     * Starts an operation that nobody hears of.
     *
     * @param provider is asked
     */
    public OperationCredentials(CredentialsProvider provider) {
        this(provider, Observation.none());
    }

    /**
     * Starts an operation.
     *
     * @param provider is asked
     * @param observation hears when it is asked again
     */
    public OperationCredentials(CredentialsProvider provider, Observation observation) {
        this.observation = Objects.requireNonNull(observation, "observation");
        this.provider = Objects.requireNonNull(provider, "provider");
    }

    /**
     * The credentials to use.
     *
     * @param registry the registry's authority
     * @return what the provider gave
     * @throws OperationCancelledException if the thread is interrupted while another one asks the provider
     */
    public Optional<Credentials> of(String registry) {
        return alone(() -> known(registry));
    }

    private Optional<Credentials> known(String registry) {
        var known = current.get(registry);
        if (known == null) {
            known = Objects.requireNonNull(provider.credentials(registry), "credentials");
            current.put(registry, known);
        }
        return known;
    }

    /**
     * Other credentials in place of refused ones.
     *
     * @param registry the registry's authority
     * @param used what the registry has refused
     * @return true if there are others now, which {@link #of} gives
     * @throws OperationCancelledException if the thread is interrupted while another one asks the provider
     */
    public boolean renew(String registry, Optional<Credentials> used) {
        return alone(() -> !used.equals(current.get(registry)) || (renewed.add(registry) && askAgain(registry, used)));
    }

    private boolean askAgain(String registry, Optional<Credentials> used) {
        var others = used.isPresent() ? provider.renew(registry, used.get()) : provider.credentials(registry);
        var isOther = Objects.requireNonNull(others, "credentials").isPresent() && !others.equals(used);
        if (isOther) {
            current.put(registry, others);
        }
        observation.credentialsRenewed(new CredentialsRenewal(registry, isOther));
        return isOther;
    }

    /** A lock and no monitor, since a provider may wait for something, and monitors hold on to virtual threads' carriers. */
    private <T> T alone(Supplier<T> work) {
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationCancelledException(
                    "Interrupted while waiting for credentials", OperationCancelledException.Reason.INTERRUPTED, e);
        }
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
