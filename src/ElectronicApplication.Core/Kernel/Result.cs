namespace ElectronicApplication.Core.Kernel;

/// <summary>What a failure means to the person who caused it. Each kind maps to one HTTP status, in one place (Web).</summary>
public enum ErrorKind
{
    /// <summary>The request cannot be understood: 400.</summary>
    Invalid,
    /// <summary>Nobody is signed in: 401.</summary>
    Unauthenticated,
    /// <summary>Signed in, but not allowed: 403.</summary>
    Forbidden,
    /// <summary>Does not exist, or must not be seen to exist: 404.</summary>
    NotFound,
    /// <summary>Understood, but the state of things has moved on: 409.</summary>
    Conflict,
    /// <summary>Larger than the published limit: 413.</summary>
    TooLarge,
    /// <summary>Understood, but the answers break a rule: 422.</summary>
    Unprocessable,
    /// <summary>Too many tries: 429.</summary>
    TooMany,
    /// <summary>A system that is needed does not answer: 503.</summary>
    Unavailable,
}

/// <summary>A failure that a person can cause and mend. Messages say what is wrong, where, and how to mend it.</summary>
/// <param name="Code">Stable, kebab-case, part of the API.</param>
public sealed record Error(string Code, ErrorKind Kind, string Message, string MessageEn)
{
    /// <summary>The places concerned, when there are any: answer paths or request members.</summary>
    public IReadOnlyList<FieldError> Fields { get; init; } = [];
}

/// <param name="Path">Answer path ("persons[0].name") or request member ("answers").</param>
public sealed record FieldError(string Path, string Code, string Message, string MessageEn);

/// <summary>Either a value or an <see cref="Error"/>.</summary>
public readonly struct Result<T>
{
    private readonly T? _value;

    private Result(T? value, Error? error) => (_value, Error) = (value, error);

    public Error? Error { get; }

    public bool IsOk => Error is null;

    public T Value => Error is null ? _value! : throw new InvalidOperationException($"No value: {Error.Code}");

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Error error) => new(default, error);
}

/// <summary>The value of a use case that has nothing to say but that it worked.</summary>
public readonly record struct Done
{
    public static Done Ok => default;
}
