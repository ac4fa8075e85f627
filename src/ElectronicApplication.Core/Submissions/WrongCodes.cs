using System.Collections.Concurrent;

namespace ElectronicApplication.Core.Submissions;

/// <summary>
/// Counts wrong access codes of one address for one receipt number. The codes are far too long to be guessed; this keeps somebody from trying all the same,
/// without shutting out the applicant, who asks from another address.
/// </summary>
public sealed class WrongCodes(TimeProvider time)
{
    public const int Allowed = 10;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    // Bounded: whoever fills it with invented numbers only loses the older counts.
    private const int MaxEntries = 20_000;

    private readonly ConcurrentDictionary<(string Client, string Number), (int Count, DateTimeOffset Since)> _counts = new();

    public bool AreTooMany(string client, string receiptNumber) =>
        _counts.TryGetValue((client, receiptNumber), out var entry) && entry.Count >= Allowed && time.GetUtcNow() - entry.Since < Window;

    public void Note(string client, string receiptNumber)
    {
        var now = time.GetUtcNow();
        if (_counts.Count >= MaxEntries)
        {
            foreach (var (key, entry) in _counts)
                if (now - entry.Since >= Window)
                    _counts.TryRemove(key, out _);
            if (_counts.Count >= MaxEntries)
                _counts.Clear();
        }
        _counts.AddOrUpdate((client, receiptNumber), (1, now), (_, old) => now - old.Since >= Window ? (1, now) : (old.Count + 1, old.Since));
    }
}
