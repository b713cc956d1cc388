using System.Runtime.CompilerServices;
using NodaTime;
using Slotline.Domain;
using Slotline.Domain.Directory;
using Slotline.Domain.Requests;
using Slotline.Graph.Engine;
using Slotline.Graph.Engine.Paging;

namespace Slotline.Graph.Tests.Engine.Library;

/// <summary>The books and what was asked of them; a service of the resolvers.</summary>
public sealed class Shelf
{
    public static readonly Guid Orwell = new("01900000-0000-7000-8000-000000000001");
    public static readonly Guid Lem = new("01900000-0000-7000-8000-000000000002");

    private static readonly Instant Start = Instant.FromUtc(2026, 3, 8, 16, 0);

    public List<AuthorNode> Authors { get; } = [new(Orwell, "Orwell"), new(Lem, "Lem")];

    public List<BookNode> Books { get; } = [.. Enumerable.Range(1, 60).Select(number => new BookNode(
        BookId(number),
        $"Book {number:00}",
        number % 2 == 0 ? Orwell : Lem,
        BindingKind.HardCover,
        number % 3 == 0 ? null : number,
        Start.Plus(Duration.FromMinutes(number % 7))))];

    public List<IReadOnlyList<Guid>> AuthorBatches { get; } = [];

    public int Counts { get; set; }

    public List<News> News { get; } = [.. Enumerable.Range(0, 5).Select(number => new News(number))];

    public TimeSpan TimeToTell { get; set; }

    public int Tellings => _tellings;

    private int _tellings;

    public void CountTelling() => Interlocked.Increment(ref _tellings);

    public static Guid BookId(int number) => new($"01900000-0000-7000-8000-1000{number:00000000}");
}

public sealed class AuthorLoader(Shelf shelf) : BatchLoader<Guid, AuthorNode>
{
    protected override int MaxBatchSize => 10;

    protected override async Task<IReadOnlyDictionary<Guid, AuthorNode>> LoadBatchAsync(
        IReadOnlyList<Guid> keys, CancellationToken cancellationToken)
    {
        shelf.AuthorBatches.Add(keys);
        await Task.Yield();
        return shelf.Authors.Where(author => keys.Contains(author.Id)).ToDictionary(author => author.Id);
    }
}

public sealed class BooksOfAuthorLoader(Shelf shelf) : BatchLoader<Guid, IReadOnlyList<BookNode>>
{
    protected override Task<IReadOnlyDictionary<Guid, IReadOnlyList<BookNode>>> LoadBatchAsync(
        IReadOnlyList<Guid> keys, CancellationToken cancellationToken)
    {
        shelf.AuthorBatches.Add(keys);
        return Task.FromResult<IReadOnlyDictionary<Guid, IReadOnlyList<BookNode>>>(shelf.Books
            .Where(book => keys.Contains(book.AuthorId))
            .GroupBy(book => book.AuthorId)
            .ToDictionary(group => group.Key, group => (IReadOnlyList<BookNode>)[.. group]));
    }
}

[QueryType]
public static class BookQueries
{
    /// <summary>One book.</summary>
    /// <param name="id">Of the book.</param>
    [AllowAnonymous]
    public static BookNode? GetBook([ID<BookNode>] Guid id, Shelf shelf) =>
        shelf.Books.FirstOrDefault(book => book.Id == id);

    [AllowAnonymous]
    public static Task<Connection<BookNode>> GetBooksAsync(
        [DefaultValueSyntax("{ field: TITLE }")] BookOrder orderBy,
        PageRequest page,
        Shelf shelf,
        CancellationToken cancellationToken)
    {
        var ordering = orderBy.Field == BookOrderField.Title
            ? Ordering.By((BookNode book) => book.Title, orderBy.Descending)
            : Ordering.By((BookNode book) => book.BoughtAt, orderBy.Descending);
        return shelf.Books.AsQueryable().ToConnectionAsync(
            ordering.ThenBy(book => book.Id, orderBy.Descending), page, cancellationToken);
    }

    [AllowAnonymous]
    public static IReadOnlyList<IHolding> Holdings(Shelf shelf) => [shelf.Books[0], new Magazine("Analog", 7)];

    /// <summary>Who is asking, or nobody.</summary>
    public static string? Whoami(Caller? caller) => caller?.Actor.Name;

    public static string Secret(Caller caller) => caller.Actor.Name;

    public static string Undeclared() => "closed";

    [AllowAnonymous]
    public static string Echo(
        string text = "nothing",
        bool loud = false,
        BindingKind binding = BindingKind.Paperback,
        IReadOnlyList<Instant>? at = null,
        LocalDate? on = null,
        DateTimeZone? zone = null,
        double? ratio = null,
        ShelfInput? shelf = null) =>
        string.Join('|', text, loud, binding, string.Join(',', at ?? []), on, zone?.Id, ratio, shelf);

    [AllowAnonymous]
    public static string? Refuses(string field) => throw Refusal.InvalidInput("No such thing.", field, "inner");

    [AllowAnonymous]
    public static string? Fails() => throw new InvalidOperationException("the password is hunter2");

    [AllowAnonymous]
    public static async Task<string> SlowAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return "never";
    }
}

[ExtendObjectType<BookNode>]
public static class BookFields
{
    /// <summary>Who wrote it.</summary>
    [AllowAnonymous]
    public static async Task<AuthorNode?> GetAuthorAsync(
        [Parent] BookNode book, AuthorLoader authors, CancellationToken cancellationToken) =>
        await authors.LoadAsync(book.AuthorId, cancellationToken);

    public static string Price([Parent] BookNode book) => $"{book.Pages} pence";

    [NodeResolver, AllowAnonymous]
    public static BookNode? Find(Guid id, Shelf shelf) => shelf.Books.FirstOrDefault(book => book.Id == id);
}

[ExtendObjectType<AuthorNode>]
public static class AuthorFields
{
    [AllowAnonymous]
    public static async Task<IReadOnlyList<BookNode>> BooksAsync(
        [Parent] AuthorNode author, BooksOfAuthorLoader books, CancellationToken cancellationToken) =>
        await books.LoadAsync(author.Id, cancellationToken) ?? [];

    [NodeResolver, AllowAnonymous]
    public static Task<AuthorNode?> FindAsync(Guid id, AuthorLoader authors, CancellationToken cancellationToken) =>
        authors.LoadAsync(id, cancellationToken);
}

[MutationType]
public static class BookMutations
{
    /// <summary>Puts a book on the shelf. Codes: INVALID_INPUT, ALREADY_EXISTS.</summary>
    [AllowAnonymous]
    public static Task<AddBookPayload> AddBookAsync(AddBookInput input, Shelf shelf)
    {
        if (input.Title == "taken")
        {
            throw new Refusal(RefusalCode.StaleVersion, "Somebody was faster.", "title")
            {
                Current = (AppointmentRequest)Activator.CreateInstance(typeof(AppointmentRequest), nonPublic: true)!,
            };
        }

        var echo = string.Join('|', input.Binding, input.Language, input.BoughtAt, input.Subtitle, input.Blurb,
            input.SequelIds?.Count, string.Join(',', input.Shelves ?? []));
        return Task.FromResult(new AddBookPayload { Book = shelf.Books[0] with { Title = input.Title }, Echo = echo });
    }

    [AllowAnonymous]
    public static SignInPayload SignIn(CurrentCaller current, Shelf shelf)
    {
        current.Value = LibraryHost.Ada;
        return new SignInPayload { Name = LibraryHost.Ada.Actor.Name, Book = shelf.Books[0] };
    }

    public static RemoveBooksPayload RemoveBooks(Caller caller, Shelf shelf)
    {
        shelf.Books.Clear();
        return new RemoveBooksPayload();
    }
}

public sealed record RemoveBooksPayload : Payload;

public sealed record SignInPayload : Payload
{
    public string? Name { get; init; }

    public BookNode? Book { get; init; }
}

[SubscriptionType]
public static class BookSubscriptions
{
    /// <summary>Books as they come.</summary>
    [AllowAnonymous]
    public static async IAsyncEnumerable<BookEvent> BookAdded(
        Shelf shelf, int count = 3, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (var number = 0; number < count; number++)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            shelf.Counts++;
            yield return new BookEvent(number, shelf.Books[number]);
        }

        if (count == 13)
            throw new InvalidOperationException("thirteen");
    }

    public static IAsyncEnumerable<BookEvent> Private(Caller caller) => AsyncEnumerable.Empty<BookEvent>();

    [AllowAnonymous]
    public static IAsyncEnumerable<BookEvent> RefusedAtOnce() => throw Refusal.InvalidInput("Not now.", "when");
}
