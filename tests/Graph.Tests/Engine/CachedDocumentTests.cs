using Slotline.Graph.Tests.Engine.Library;
using Slotline.Graph.Transport;

namespace Slotline.Graph.Tests.Engine;

/// <summary>What a request brings is checked every time, also when its document is known.</summary>
public sealed class CachedDocumentTests : IDisposable
{
    private readonly LibraryHost _library = new();

    [Fact]
    public async Task A_known_mutation_is_still_refused_by_a_safe_method()
    {
        const string Mutation = "mutation Remove { removeBooks { errors { code } } }";
        await _library.AskAsync(Mutation, caller: LibraryHost.Ada);
        _library.Shelf.Books
            .Add(new BookNode(Guid.CreateVersion7(), "New", Shelf.Lem, BindingKind.Paperback, 1, default));

        var answer = await _library.AskAsync(Mutation, caller: LibraryHost.Ada, isReadOnly: true);

        Assert.Equal((GraphStatus.MethodNotAllowed, "METHOD_NOT_ALLOWED"), (answer.Status, answer.Code));
        Assert.Single(_library.Shelf.Books);
    }

    [Fact]
    public async Task A_known_document_is_still_closed_to_those_not_signed_in()
    {
        const string Query = "{ ...s } fragment s on Query { secret }";
        var signedIn = await _library.AskAsync(Query, caller: LibraryHost.Ada);

        var nobody = await _library.AskAsync(Query);

        Assert.Equal("Ada", signedIn.Data.GetProperty("secret").GetString());
        Assert.Equal((GraphStatus.Unauthenticated, "UNAUTHENTICATED"), (nobody.Status, nobody.Code));
    }

    [Fact]
    public async Task Operations_of_one_document_are_told_apart()
    {
        const string Both = "query A { echo(text: \"a\") } query B { echo(text: \"b\") }";

        var a = await _library.AskAsync(Both, operationName: "A");
        var b = await _library.AskAsync(Both, operationName: "B");
        var neither = await _library.AskAsync(Both);
        var unknown = await _library.AskAsync(Both, operationName: "C");

        Assert.StartsWith("a|", a.Data.GetProperty("echo").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("b|", b.Data.GetProperty("echo").GetString(), StringComparison.Ordinal);
        Assert.Equal((GraphStatus.BadRequest, "OPERATION_NOT_FOUND"), (neither.Status, neither.Code));
        Assert.Equal((GraphStatus.BadRequest, "OPERATION_NOT_FOUND"), (unknown.Status, unknown.Code));
    }

    [Fact]
    public async Task Variables_of_one_request_are_not_those_of_the_next()
    {
        const string Query =
            "query ($t: String = \"default\", $skip: Boolean = false) { echo(text: $t) other: echo @skip(if: $skip) }";

        var first = await _library.AskAsync(Query, new { t = "first", skip = true });
        var second = await _library.AskAsync(Query, new { t = "second" });
        var third = await _library.AskAsync(Query);

        Assert.False(first.Data.TryGetProperty("other", out _));
        Assert.StartsWith("first|", first.Data.GetProperty("echo").GetString(), StringComparison.Ordinal);
        Assert.True(second.Data.TryGetProperty("other", out _));
        Assert.StartsWith("second|", second.Data.GetProperty("echo").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("default|", third.Data.GetProperty("echo").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cache_is_bounded_by_bytes_and_forgets_the_oldest()
    {
        using var small = new LibraryHost(options => options.DocumentCacheBytes = 200_000);
        for (var i = 0; i < 300; i++)
            await small.AskAsync($"{{ a{i}: echo(text: \"{new string('x', 100)}\") }}");

        Assert.InRange(small.CachedBytes, 1, 200_000);
        Assert.InRange(small.CachedDocuments, 1, 299);
    }

    [Fact]
    public async Task A_document_that_is_asked_for_again_is_prepared_once()
    {
        await _library.AskAsync("{ echo }");
        await _library.AskAsync("{ echo }");

        Assert.Equal(1, _library.CachedDocuments);
    }

    [Fact]
    public async Task Refused_documents_are_not_kept()
    {
        await _library.AskAsync("{ nonsense }");

        Assert.Equal(0, _library.CachedDocuments);
    }

    public void Dispose() => _library.Dispose();
}
