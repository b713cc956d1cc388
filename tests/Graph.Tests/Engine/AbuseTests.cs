using System.Globalization;
using System.Text;
using Slotline.Graph.Engine;
using Slotline.Graph.Tests.Engine.Library;
using Slotline.Graph.Transport;

namespace Slotline.Graph.Tests.Engine;

/// <summary>Documents that are cheap to send and dear to serve.</summary>
public sealed class AbuseTests : IDisposable
{
    private readonly LibraryHost _library = new();

    [Fact]
    public async Task A_fragment_bomb_is_refused_before_anything_multiplies_it()
    {
        var bomb = new StringBuilder("{ books { ...f0 } } ");
        for (var i = 0; i < 40; i++)
            bomb.Append(
                CultureInfo.InvariantCulture, $"fragment f{i} on BookConnection {{ ...f{i + 1} ...f{i + 1} }} ");
        bomb.Append("fragment f40 on BookConnection { totalCount }");
        var before = GC.GetAllocatedBytesForCurrentThread();

        var answer = await _library.AskAsync(bomb.ToString());

        Assert.Equal((GraphStatus.BadRequest, "TOO_COMPLEX"), (answer.Status, answer.Code));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000_000);
    }

    [Fact]
    public async Task Fragments_that_go_in_circles_are_refused()
    {
        var answer = await _library.AskAsync(
            "{ books { ...a } } fragment a on BookConnection { ...b } fragment b on BookConnection { ...a }");

        Assert.Equal(GraphStatus.BadRequest, answer.Status);
        Assert.All(answer.Errors, error => Assert.Equal(
            "GRAPHQL_VALIDATION_FAILED", error.GetProperty("extensions").GetProperty("code").GetString()));
    }

    [Fact]
    public async Task A_long_document_is_refused_unread()
    {
        var answer = await _library.AskAsync("{ echo(text: \"" + new string('x', 33_000) + "\") }");

        Assert.Equal((GraphStatus.BadRequest, "DOCUMENT_TOO_LARGE"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Bytes_count_not_characters()
    {
        var answer = await _library.AskAsync("{ echo(text: \"" + new string('語', 11_000) + "\") }");

        Assert.Equal("DOCUMENT_TOO_LARGE", answer.Code);
    }

    [Fact]
    public async Task Too_many_tokens_are_refused()
    {
        var answer = await _library.AskAsync("{ echo(at: [" + string.Concat(Enumerable.Repeat("1 ", 6_000)) + "]) }");

        Assert.Equal("DOCUMENT_TOO_LARGE", answer.Code);
    }

    [Theory]
    [InlineData("a: echo ", 150)]
    [InlineData("echo ", 2_500)]
    [InlineData("echo @include(if: true) ", 300)]
    public async Task Repetition_is_refused(string selection, int times)
    {
        var selections = Enumerable.Range(0, times)
            .Select(i => selection.Replace("a:", $"a{i}:", StringComparison.Ordinal));

        var answer = await _library.AskAsync("{ " + string.Concat(selections) + "}");

        Assert.Equal((GraphStatus.BadRequest, "TOO_COMPLEX"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Too_many_fragments_are_refused()
    {
        var chain = string.Concat(Enumerable.Range(0, 200).Select(i => $"fragment f{i} on Query {{ ...f{i + 1} }} "));

        var answer = await _library.AskAsync($"{{ ...f0 }} {chain} fragment f200 on Query {{ echo }}");

        Assert.Equal((GraphStatus.BadRequest, "TOO_COMPLEX"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Depth_is_limited_through_fragments_too()
    {
        const string Open = "author { books { ";
        var deep = "{ books { nodes { " + string.Concat(Enumerable.Repeat(Open, 6)) + "...leaf "
            + string.Concat(Enumerable.Repeat("} } ", 6)) + "} } } fragment leaf on Book { author { name } }";

        var answer = await _library.AskAsync(deep);

        Assert.Equal((GraphStatus.BadRequest, "TOO_COMPLEX"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task The_introspection_that_clients_send_fits_every_limit()
    {
        var answer = await _library.AskAsync(StandardIntrospection.Query);

        Assert.Empty(answer.Errors);
    }

    [Fact]
    public async Task Endless_introspection_is_refused()
    {
        var deep = "{ __schema { types { " + string.Concat(Enumerable.Repeat("fields { type { ", 12)) + "name "
            + string.Concat(Enumerable.Repeat("} } ", 12)) + "} } }";

        var answer = await _library.AskAsync(deep);

        Assert.Equal((GraphStatus.BadRequest, "TOO_COMPLEX"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Page_sizes_multiply_what_is_below_them()
    {
        const string Query =
            "query ($n: Int) { books(first: $n) { nodes { author { books { author { books { title } } } } } } }";
        using var strict = new LibraryHost(options => options.MaxCost = 10_000);

        var cheap = await strict.AskAsync(Query, new { n = 1 });
        var dear = await strict.AskAsync(Query, new { n = 100 });
        var cheapAgain = await strict.AskAsync(Query, new { n = 2 });

        Assert.Empty(cheap.Errors);
        Assert.Equal((GraphStatus.BadRequest, "TOO_COMPLEX"), (dear.Status, dear.Code));
        Assert.Empty(cheapAgain.Errors);
    }

    [Fact]
    public async Task Answers_say_what_they_may_have_cost()
    {
        const string Query = "query ($n: Int) { books(first: $n) { nodes { title } } }";
        using var strict = new LibraryHost(options => options.MaxCost = 50);

        var cheap = await strict.AskAsync(Query, new { n = 10 });
        var failing = await strict.AskAsync("{ fails }");
        var dear = await strict.AskAsync(Query, new { n = 100 });

        // The connection, its nodes, and the title of each.
        Assert.Equal("""{"cost":{"requested":12,"limit":50}}""", Extensions(cheap));
        Assert.Equal("""{"cost":{"requested":1,"limit":50}}""", Extensions(failing));
        Assert.Equal(("""{"cost":{"requested":102,"limit":50}}""", "TOO_COMPLEX"), (Extensions(dear), dear.Code));

        static string Extensions(Answer answer) => answer.Json.GetProperty("extensions").GetRawText();
    }

    [Theory]
    [InlineData(-1_000_000)]
    [InlineData(int.MinValue)]
    public async Task A_negative_page_size_pays_for_nothing(int size)
    {
        using var strict = new LibraryHost(options => options.MaxCost = 10_000);
        var answer = await strict.AskAsync(
            "query ($n: Int) { a: books(first: $n) { nodes { title } } b: books(first: 100) "
            + "{ nodes { author { books { author { books { title } } } } } } }",
            new { n = size });

        Assert.Equal("TOO_COMPLEX", answer.Code);
    }

    [Fact]
    public async Task Ids_multiply_what_is_below_them()
    {
        const string Query =
            "query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Author { books { author { books { title } } } } } }";
        using var strict = new LibraryHost(options => options.MaxCost = 10_000);
        var ids = Enumerable.Repeat(GlobalId.Of<AuthorNode>(Shelf.Lem), 90).ToArray();

        Assert.Empty((await strict.AskAsync(Query, new { ids = ids[..2] })).Errors);
        Assert.Equal("TOO_COMPLEX", (await strict.AskAsync(Query, new { ids })).Code);
    }

    [Theory]
    [InlineData("first: -1", "first")]
    [InlineData("first: 100000", "first")]
    [InlineData("last: 101", "last")]
    [InlineData("first: 1, last: 1", "last")]
    [InlineData("after: \"x\"", "after")]
    public async Task A_page_that_cannot_be_is_refused_by_name(string page, string field)
    {
        var answer = await _library.AskAsync($"{{ books({page}) {{ totalCount }} }}");

        Assert.Equal(("INVALID_INPUT", field), (answer.Code, answer.Field));
    }

    [Fact]
    public async Task At_most_twenty_errors_are_listed()
    {
        var invalid =
            await _library.AskAsync("{ " + string.Concat(Enumerable.Range(0, 500).Select(i => $"x{i} ")) + "}");
        var failing =
            await _library.AskAsync("{ " + string.Concat(Enumerable.Range(0, 90).Select(i => $"a{i}: fails ")) + "}");

        Assert.Equal(20, invalid.Errors.Length);
        Assert.Equal(20, failing.Errors.Length);
        Assert.Equal(20, _library.Log.Entries.Count);
    }

    [Fact]
    public async Task What_takes_too_long_is_ended()
    {
        using var impatient = new LibraryHost(options => options.Timeout = TimeSpan.FromMilliseconds(50));

        var answer = await impatient.AskAsync("{ slow }");

        Assert.Equal((GraphStatus.Fault, "TIMEOUT"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_client_that_leaves_ends_its_operation()
    {
        using var leaving = new CancellationTokenSource();
        var asked = _library.AskAsync("{ slow }", cancellationToken: leaving.Token);

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
    }

    [Fact]
    public async Task Suggestions_are_given_where_the_schema_is_open()
    {
        var answer = await _library.AskAsync("{ boks { totalCount } }");

        Assert.Contains("books", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ __schema { queryType { name } } }")]
    [InlineData("{ ...f } fragment f on Query { a: __type(name: \"Book\") { name } }")]
    public async Task A_closed_schema_shows_nothing_of_itself(string introspection)
    {
        using var closed = new LibraryHost(options => options.Introspection = IntrospectionAccess.Nobody);

        var asked = await closed.AskAsync(introspection, caller: LibraryHost.Ada);
        var misspelt =
            await closed.AskAsync("{ boks { totalCount } holdings { ... on Bok { title } } echo(txt: \"\") }");

        Assert.Equal((GraphStatus.BadRequest, "FORBIDDEN"), (asked.Status, asked.Code));
        Assert.DoesNotContain("Did you mean", misspelt.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("books", misspelt.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schema_for_those_signed_in_is_closed_to_the_others()
    {
        using var closed = new LibraryHost(options => options.Introspection = IntrospectionAccess.SignedIn);

        var nobody = await closed.AskAsync("{ __schema { queryType { name } } }");
        var somebody = await closed.AskAsync("{ __schema { queryType { name } } }", caller: LibraryHost.Ada);
        var typename = await closed.AskAsync("{ __typename }");

        Assert.Equal((GraphStatus.Unauthenticated, "UNAUTHENTICATED"), (nobody.Status, nobody.Code));
        Assert.Empty(somebody.Errors);
        Assert.Empty(typename.Errors);
    }

    [Theory]
    [InlineData("{ }")]
    [InlineData("{ a(")]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData("{ a(b: \"\\uD800\") }")]
    public async Task What_is_not_GraphQL_is_a_syntax_error(string text)
    {
        var answer = await _library.AskAsync(text);

        Assert.NotEmpty(answer.Errors);
        Assert.NotEqual(GraphStatus.Fault, answer.Status);
    }

    [Fact]
    public async Task Nesting_without_end_is_a_syntax_error()
    {
        var answer = await _library.AskAsync("{ echo(text: " + new string('[', 2_000));

        Assert.Equal((GraphStatus.SyntaxError, "GRAPHQL_PARSE_FAILED"), (answer.Status, answer.Code));
    }

    public void Dispose() => _library.Dispose();
}
