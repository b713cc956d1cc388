namespace Slotline.Graph.Tests.Engine;

public sealed class SchemaTests
{
    [Fact]
    public void Follows_the_conventions()
    {
        using var library = new LibraryHost();
        Snapshooter.Xunit.Snapshot.Match(library.Sdl);
    }
}
