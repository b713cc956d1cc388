using Slotline.Graph.Engine;
using Slotline.Graph.Tests.Engine.Library;
using Slotline.Graph.Transport;

namespace Slotline.Graph.Tests.Engine;

public sealed class InputTests : IDisposable
{
    private const string AddBook =
        "mutation ($input: AddBookInput!) { addBook(input: $input) { echo errors { code field } } }";

    private readonly LibraryHost _library = new();

    private static string Author => GlobalId.Of<AuthorNode>(Shelf.Orwell);

    [Fact]
    public async Task What_is_left_out_gets_its_default()
    {
        var answer = await _library.AskAsync("{ echo }");

        Assert.Equal("nothing|False|Paperback||||", answer.Data.GetProperty("echo").GetString()![..27]);
    }

    [Fact]
    public async Task Null_means_the_default_where_there_is_one()
    {
        var answer = await _library.AskAsync("{ echo(text: null, loud: null, binding: null) }");

        Assert.StartsWith(
            "nothing|False|Paperback|", answer.Data.GetProperty("echo").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Optional_fields_tell_left_out_from_null()
    {
        var absent = await _library.AskAsync(AddBook, new { input = new { title = "T", authorId = Author } });
        var cleared = await _library.AskAsync(
            AddBook, new { input = new { title = "T", authorId = Author, subtitle = "S", blurb = (string?)null } });

        Assert.Equal(
            "Paperback|en||(left out)|(left out)||",
            absent.Data.GetProperty("addBook").GetProperty("echo").GetString());
        Assert.Equal("Paperback|en||S|||", cleared.Data.GetProperty("addBook").GetProperty("echo").GetString());
    }

    [Theory]
    [InlineData("author", null)]
    [InlineData("", null)]
    [InlineData("auth_zzzzzzzzzzzzzzzzzzzzzz", null)]
    [InlineData("book", 1)]
    public async Task A_bad_id_of_a_mutation_is_refused_by_its_field(string text, int? book)
    {
        var id = book is { } number ? GlobalId.Of<BookNode>(Shelf.BookId(number)) : text;
        var answer = await _library.AskAsync(AddBook, new { input = new { title = "T", authorId = id } });

        Assert.Equal(
            """{"echo":null,"errors":[{"code":"INVALID_INPUT","field":["authorId"]}]}""",
            answer.Data.GetProperty("addBook").GetRawText());
    }

    [Fact]
    public async Task A_bad_id_in_a_list_is_refused_by_its_place()
    {
        var answer = await _library.AskAsync(
            AddBook, new { input = new { title = "T", authorId = Author, sequelIds = new[] { "x" } } });

        Assert.Contains("""["sequelIds","0"]""", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_id_of_a_query_is_an_error_with_the_arguments_name()
    {
        var answer = await _library.AskAsync("""{ book(id: "nonsense") { title } }""");

        Assert.Equal(("INVALID_INPUT", "id"), (answer.Code, answer.Field));
    }

    [Theory]
    [InlineData("""{ "title": 5, "authorId": "a" }""", "input.title")]
    [InlineData("""{ "title": "T", "authorId": "a", "boughtAt": "2026-02-30T10:00:00Z" }""", "input.boughtAt")]
    [InlineData("""{ "title": "T", "authorId": "a", "boughtAt": "yesterday" }""", "input.boughtAt")]
    [InlineData("""{ "title": "T", "authorId": "a", "binding": "SPIRAL" }""", "input.binding")]
    [InlineData("""{ "title": "T", "authorId": "a", "extra": 1 }""", "input.extra")]
    [InlineData("""{ "title": null, "authorId": "a" }""", "input.title")]
    [InlineData("""{ "authorId": "a" }""", "input.title")]
    [InlineData(
        """{ "title": "T", "authorId": "a", "shelves": [{ "room": "R", "opensAt": "25:00" }] }""",
        "input.shelves.0.opensAt")]
    [InlineData(
        """{ "title": "T", "authorId": "a", "shelves": [{ "room": "R", "opensAt": "09:00", "zone": "Mars/Base" }] }""",
        "input.shelves.0.zone")]
    [InlineData("7", "input")]
    public async Task A_variable_that_does_not_fit_is_named_by_its_path(string input, string field)
    {
        var variables = System.Text.Json.JsonDocument.Parse($$"""{ "v": {{input}} }""").RootElement;
        var answer = await _library.AskAsync(
            "mutation ($v: AddBookInput!) { addBook(input: $v) { echo } }", variables);

        Assert.Equal((GraphStatus.BadRequest, "INVALID_INPUT", field), (answer.Status, answer.Code, answer.Field));
        Assert.Contains(field, answer.Errors[0].GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.False(answer.Json.TryGetProperty("data", out _));
    }

    [Theory]
    [InlineData("""{ echo(at: ["2026-03-08T16:00:00"]) }""", "at.0")]
    [InlineData("""{ echo(on: "2026-02-30") }""", "on")]
    [InlineData("""{ echo(zone: "UTC+02:00") }""", "zone")]
    [InlineData("""{ echo(text: 5) }""", "text")]
    [InlineData("""{ echo(loud: "yes") }""", "loud")]
    [InlineData("""{ echo(binding: "PAPERBACK") }""", "binding")]
    [InlineData("""{ echo(shelf: { room: "R", opensAt: "9:00" }) }""", "shelf.opensAt")]
    [InlineData("""{ echo(shelf: { room: "R" }) }""", "shelf.opensAt")]
    [InlineData("""{ echo(shelf: { room: "R", opensAt: "09:00", floor: 1 }) }""", "shelf.floor")]
    [InlineData("""{ echo(shelf: "R") }""", "shelf")]
    [InlineData("""query ($on: LocalDate = "soon") { echo(on: $on) }""", "on")]
    public async Task A_literal_that_does_not_fit_is_named_by_its_path(string query, string field)
    {
        var answer = await _library.AskAsync(query);

        Assert.Equal((GraphStatus.BadRequest, "INVALID_INPUT", field), (answer.Status, answer.Code, answer.Field));
    }

    [Theory]
    [InlineData("2026-03-08T16:00:00Z", "2026-03-08T16:00:00Z")]
    [InlineData("2026-03-08T16:00:00+02:00", "2026-03-08T14:00:00Z")]
    [InlineData("2026-03-08T16:00:00.5-08:00", "2026-03-09T00:00:00Z")]
    [InlineData("2026-03-08t16:00:00z", "2026-03-08T16:00:00Z")]
    public async Task Instants_are_read_with_any_offset(string given, string read)
    {
        var answer = await _library.AskAsync("query ($at: [DateTime!]) { echo(at: $at) }", new { at = given });

        Assert.Contains($"|{read}", answer.Data.GetProperty("echo").GetString(), StringComparison.Ordinal);
    }

    public void Dispose() => _library.Dispose();
}
