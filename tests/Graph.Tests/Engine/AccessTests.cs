using Slotline.Graph.Transport;

namespace Slotline.Graph.Tests.Engine;

/// <summary>Whatever does not say that it is open is closed.</summary>
public sealed class AccessTests : IDisposable
{
    private readonly LibraryHost _library = new();

    [Theory]
    [InlineData("{ secret }")]
    [InlineData("{ undeclared }")]
    [InlineData("{ echo secret }")]
    [InlineData("{ ... on Query { ... { undeclared } } }")]
    [InlineData("{ ...a } fragment a on Query { ...b } fragment b on Query { undeclared }")]
    [InlineData("{ undeclared @skip(if: true) }")]
    [InlineData("mutation { removeBooks { errors { code } } }")]
    [InlineData("subscription { private { number } }")]
    public async Task A_closed_root_field_stops_the_whole_operation(string query)
    {
        var answer = await _library.AskAsync(query);

        Assert.Equal((GraphStatus.Unauthenticated, "UNAUTHENTICATED"), (answer.Status, answer.Code));
        Assert.False(answer.Json.TryGetProperty("data", out _));
        Assert.Equal(60, _library.Shelf.Books.Count);
    }

    [Fact]
    public async Task A_closed_field_below_an_open_one_is_an_error_of_its_own()
    {
        var answer = await _library.AskAsync("{ books(first: 1) { nodes { price } } }");

        Assert.Equal((GraphStatus.ExecutedWithErrors, "UNAUTHENTICATED"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task An_optional_caller_is_given_or_is_null()
    {
        var nobody = await _library.AskAsync("{ whoami }");
        var ada = await _library.AskAsync("{ whoami secret }", caller: LibraryHost.Ada);

        Assert.Equal("""{"whoami":null}""", nobody.Data.GetRawText());
        Assert.Equal("""{"whoami":"Ada","secret":"Ada"}""", ada.Data.GetRawText());
    }

    [Fact]
    public async Task One_who_signs_in_is_the_caller_of_the_rest_of_the_operation()
    {
        var answer = await _library.AskAsync("mutation { signIn { name book { price } } }");

        Assert.Equal("""{"signIn":{"name":"Ada","book":{"price":"1 pence"}}}""", answer.Data.GetRawText());
    }

    public void Dispose() => _library.Dispose();
}
