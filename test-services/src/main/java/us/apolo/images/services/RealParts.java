package us.apolo.images.services;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Whether this machine has what a test needs. Nothing is ever skipped: what is missing is an error. */
public final class RealParts {
    private RealParts() {}

    /**
     * Wants programs.
     *
     * @param programs the programs
     * @throws ServiceException if some are missing; the message names every one of them and the package that has it
     */
    public static void require(Program... programs) {
        require(Program.searchPath(), programs);
    }

    static void require(List<Path> searchPath, Program... programs) {
        var missing = Arrays.stream(programs)
                .filter(program -> program.find(searchPath).isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            throw new ServiceException(Program.missing(missing));
        }
    }
}
