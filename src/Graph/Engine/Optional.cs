namespace Slotline.Graph.Engine;

/// <summary>An argument or input field that tells "left out" from null: left out stays as it is, null clears.</summary>
public readonly record struct Optional<T> : IOptional
{
    private readonly T _value;

    public Optional(T value)
    {
        _value = value;
        HasValue = true;
    }

    /// <summary>Whether it was given, be it as null.</summary>
    public bool HasValue { get; }

    /// <summary>What was given.</summary>
    /// <exception cref="InvalidOperationException">It was left out.</exception>
    public T Value => HasValue ? _value : throw new InvalidOperationException("It was left out.");

    /// <summary>What was given, or what it was before.</summary>
    public T Or(T before) => HasValue ? _value : before;

    public override string ToString() => HasValue ? $"{_value}" : "(left out)";

    public static implicit operator Optional<T>(T value) => new(value);
}

/// <summary>Marks <see cref="Optional{T}"/> for those who do not know T.</summary>
internal interface IOptional;
