using System.Text.RegularExpressions;
using Snapshooter.Xunit;

namespace Slotline.Graph.Tests.Engine;

public sealed partial class SchemaTests
{
    [Fact]
    public void Follows_the_conventions()
    {
        using var library = new LibraryHost();

        // The domain's own enumerations are not of the library, and grow without it.
        Snapshot.Match(DomainEnums().Replace(library.Sdl, ""));
    }

    [GeneratedRegex("""("[^\n]*"\n)?enum (UserErrorCode|AvailabilityRule) \{[^}]*\}\n\n?""")]
    private static partial Regex DomainEnums();
}
