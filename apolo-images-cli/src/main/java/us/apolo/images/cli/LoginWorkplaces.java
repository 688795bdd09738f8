package us.apolo.images.cli;

import us.apolo.images.ApoloConfig;
import us.apolo.images.Images;
import us.apolo.images.core.ApoloImages;
import us.apolo.images.core.DockerLogins;

/** Workplaces of a user who is logged in. */
final class LoginWorkplaces implements Workplaces {
    @Override
    public Workplace open(Settings settings) {
        var config = ApoloConfig.builder().build();
        var builder = ApoloImages.builder()
                .config(config)
                .credentials(DockerLogins.ofUser())
                .transport(settings.transport())
                .localStore(settings.localStore().name())
                .localStore(settings.localStore().config());
        settings.observer().ifPresent(builder::observer);
        var images = builder.build();
        return new Workplace() {
            @Override
            public ApoloConfig config() {
                return config;
            }

            @Override
            public Images images() {
                return images;
            }

            @Override
            public void close() {
                images.close();
            }
        };
    }
}
