using Slotline.Graph.Engine;
using Slotline.Graph.Tests.Engine.Library;
using Slotline.Graph.Transport;

namespace Slotline.Graph.Tests.Engine;

public sealed class ExecutionTests : IDisposable
{
    private readonly LibraryHost _library = new();

    private static string BookId(int number) => GlobalId.Of<BookNode>(Shelf.BookId(number));

    [Fact]
    public async Task Answers_fields_in_the_order_asked()
    {
        var answer = await _library.AskAsync(
            """
            query ($id: ID!) {
              book(id: $id) { title id nickname: name pages binding publishedOn boughtAt opensAt zone } }
            """,
            new { id = BookId(3) });

        Assert.Equal(
            "{\"book\":{\"title\":\"Book 03\",\"id\":\"" + BookId(3) + "\",\"nickname\":\"Book 03\","
            + "\"pages\":null,\"binding\":\"HARD_COVER\",\"publishedOn\":null,\"boughtAt\":\"2026-03-08T16:03:00Z\","
            + "\"opensAt\":\"09:00\",\"zone\":\"Europe/Berlin\"}}",
            answer.Data.GetRawText());
    }

    [Fact]
    public async Task Members_of_a_union_are_told_apart()
    {
        var answer = await _library.AskAsync(
            "{ holdings { __typename ... on Book { title } ... on Magazine { issue } } }");

        Assert.Equal(
            """{"holdings":[{"__typename":"Book","title":"Book 01"},{"__typename":"Magazine","issue":7}]}""",
            answer.Data.GetRawText());
    }

    [Fact]
    public async Task Loads_what_many_ask_for_at_once_and_in_chunks()
    {
        var answer = await _library.AskAsync("{ books(first: 50) { nodes { author { name books { title } } } } }");

        Assert.Equal(50, answer.Data.GetProperty("books").GetProperty("nodes").GetArrayLength());
        Assert.Equal([2, 2], _library.Shelf.AuthorBatches.Select(keys => keys.Count));
    }

    [Fact]
    public async Task A_batch_never_exceeds_its_size()
    {
        for (var i = 0; i < 25; i++)
        {
            var id = Guid.CreateVersion7();
            _library.Shelf.Authors.Add(new AuthorNode(id, $"{i}"));
            _library.Shelf.Books[i] = _library.Shelf.Books[i] with { AuthorId = id };
        }

        await _library.AskAsync("{ books(first: 25) { nodes { author { name } } } }");

        Assert.Equal([10, 10, 5], _library.Shelf.AuthorBatches.Select(keys => keys.Count));
    }

    [Fact]
    public async Task A_refusal_of_a_mutation_is_in_its_payload()
    {
        var answer = await _library.AskAsync(
            """
            mutation ($author: ID!) {
              addBook(input: { title: "taken", authorId: $author }) {
                echo book { title } errors { code message field violations { rule } } }
            }
            """,
            new { author = GlobalId.Of<AuthorNode>(Shelf.Orwell) });

        Assert.Equal(
            """{"addBook":{"echo":"current","book":null,"errors":["""
            + """{"code":"STALE_VERSION","message":"Somebody was faster.","field":["title"],"violations":[]}]}}""",
            answer.Data.GetRawText());
    }

    [Fact]
    public async Task A_refusal_of_a_query_is_an_error_with_code_and_field()
    {
        var answer = await _library.AskAsync("""{ refuses(field: "a") }""");

        Assert.Equal(GraphStatus.ExecutedWithErrors, answer.Status);
        Assert.Equal(("INVALID_INPUT", "a.inner"), (answer.Code, answer.Field));
        Assert.Equal("""{"refuses":null}""", answer.Data.GetRawText());
    }

    [Fact]
    public async Task A_fault_is_logged_whole_and_answered_masked()
    {
        var answer = await _library.AskAsync("{ fails }");

        Assert.Equal("INTERNAL_SERVER_ERROR", answer.Code);
        Assert.DoesNotContain("hunter2", answer.Text, StringComparison.Ordinal);
        var (message, exception) = Assert.Single(_library.Log.Entries);
        Assert.Contains("hunter2", exception!.Message, StringComparison.Ordinal);
        Assert.Contains(
            answer.Errors[
                0].GetProperty("extensions").GetProperty("id").GetString()!, message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nodes_are_found_by_their_ids_in_order()
    {
        var answer = await _library.AskAsync(
            "query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Author { name } } }",
            new { ids = new[] { BookId(2), BookId(61), GlobalId.Of<AuthorNode>(Shelf.Lem) } });

        Assert.Equal(
            "{\"nodes\":[{\"__typename\":\"Book\",\"id\":\"" + BookId(2) + "\"},null,"
            + "{\"__typename\":\"Author\",\"id\":\"" + GlobalId.Of<AuthorNode>(Shelf.Lem) + "\",\"name\":\"Lem\"}]}",
            answer.Data.GetRawText());
    }

    [Fact]
    public async Task Introspection_answers_everything_that_clients_ask_for()
    {
        var answer = await _library.AskAsync(
            """
            {
              __schema { directives { name isRepeatable args(includeDeprecated: true) { name isDeprecated } } }
              __type(name: "DateTime") { specifiedByURL kind inputFields(includeDeprecated: true) { name } }
            }
            """);

        Assert.Empty(answer.Errors);
        Assert.Contains("date-time.html", answer.Text, StringComparison.Ordinal);
    }

    public void Dispose() => _library.Dispose();
}
