using NodaTime;
using Slotline.Domain.Requests;
using Slotline.Domain.Scheduling;
using Slotline.Graph.Engine;

namespace Slotline.Graph.Tests.Engine.Library;

/// <summary>What can be borrowed.</summary>
[UnionType]
public interface IHolding;

/// <summary>How a book is bound.</summary>
public enum BindingKind
{
    /// <summary>With a hard cover.</summary>
    HardCover,
    Paperback,

    [Obsolete("Nobody lends scrolls.")]
    OldScroll,
}

/// <summary>A book of the library.</summary>
/// <param name="Title">What stands on its cover.</param>
[Node("book")]
public sealed record BookNode(
    Guid Id,
    string Title,
    [GraphQLIgnore] Guid AuthorId,
    BindingKind Binding,
    int? Pages,
    Instant BoughtAt) : INode, IHolding
{
    /// <summary>On which day it appeared.</summary>
    public LocalDate? PublishedOn { get; init; }

    public WallTime OpensAt { get; init; } = new(9 * 60);

    public TimeZoneId Zone { get; init; } = new("Europe/Berlin");

    [ID<BookNode>]
    public IReadOnlyList<Guid> SequelIds { get; init; } = [];

    public IReadOnlyList<string?> Notes { get; init; } = [];

    [Obsolete("Use title.")]
    public string Name => Title;
}

/// <summary>Somebody who writes.</summary>
[Node("auth")]
public sealed record AuthorNode(Guid Id, string Name) : INode;

public sealed record Magazine(string Title, long Issue) : IHolding;

public sealed record AddBookInput
{
    /// <summary>At most 200 characters.</summary>
    public required string Title { get; init; }

    [ID<AuthorNode>]
    public required Guid AuthorId { get; init; }

    [DefaultValue(BindingKind.Paperback)]
    public BindingKind Binding { get; init; }

    [DefaultValue("en")]
    public string Language { get; init; } = "";

    public Instant? BoughtAt { get; init; }

    public Optional<string> Subtitle { get; init; }

    public Optional<string?> Blurb { get; init; }

    [ID<BookNode>]
    public IReadOnlyList<Guid>? SequelIds { get; init; }

    public IReadOnlyList<ShelfInput>? Shelves { get; init; }
}

public sealed record ShelfInput(string Room, WallTime OpensAt, DateTimeZone? Zone = null);

public sealed record AddBookPayload : Payload, ICurrentRequest
{
    public BookNode? Book { get; init; }

    /// <summary>What the resolver understood.</summary>
    public string? Echo { get; init; }

    public Payload WithCurrent(AppointmentRequest current) => this with { Echo = "current" };
}

public enum BookOrderField
{
    Title,
    BoughtAt,
}

public sealed record BookOrder(BookOrderField Field, bool Descending = false);

public sealed record BookEvent(int Number, BookNode Book);
