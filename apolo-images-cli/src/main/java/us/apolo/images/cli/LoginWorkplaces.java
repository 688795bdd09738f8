package us.apolo.images.cli;

import java.util.Optional;
import us.apolo.images.Images;
import us.apolo.images.ImagesException;
import us.apolo.images.core.ApoloImages;
import us.apolo.images.login.LoginDetails;

/** Workplaces with the login of whoever runs the program. */
final class LoginWorkplaces implements Workplaces {
    @Override
    public Workplace open(Settings settings) {
        var login = new OptionalLogin(LoginChoice.of(settings.environment()));
        var builder = ApoloImages.builder()
                .login(login)
                .transport(settings.transport())
                .localStore(settings.localStore().name())
                .localStore(settings.localStore().config());
        settings.observer().ifPresent(builder::observer);
        return new LoginWorkplace(login, builder.build());
    }

    private record LoginWorkplace(OptionalLogin optionalLogin, Images images) implements Workplace {
        @Override
        public Optional<ImagesException> whyNoLogin() {
            return optionalLogin.whyMissing();
        }

        @Override
        public LoginDetails login() {
            return optionalLogin.details();
        }

        @Override
        public void close() {
            images.close();
        }
    }
}
