using System.Numerics;

namespace ElectronicApplication.Feel.Tables;

/// <summary>A set of small numbers (cells of an axis, rules of a table) as bits. Never changed once it is shared.</summary>
internal sealed class CellSet : IEquatable<CellSet>
{
    private readonly ulong[] _words;

    private CellSet(ulong[] words) => _words = words;

    public static CellSet All(int size) => Where(size, _ => true);

    public static CellSet Where(int size, Func<int, bool> isMember)
    {
        var words = new ulong[(size + 63) / 64];
        for (var i = 0; i < size; i++)
            if (isMember(i))
                words[i >> 6] |= 1UL << (i & 63);
        return new CellSet(words);
    }

    public bool IsEmpty => !_words.AsSpan().ContainsAnyExcept(0UL);

    public int Count
    {
        get
        {
            var count = 0;
            foreach (var word in _words)
                count += BitOperations.PopCount(word);
            return count;
        }
    }

    /// <summary>How much work an operation on it is.</summary>
    public int Width => _words.Length;

    public bool Has(int member) => (_words[member >> 6] & (1UL << (member & 63))) != 0;

    public IEnumerable<int> Members()
    {
        for (var i = 0; i < _words.Length; i++)
            for (var rest = _words[i]; rest != 0; rest &= rest - 1)
                yield return (i << 6) + BitOperations.TrailingZeroCount(rest);
    }

    public CellSet And(CellSet other)
    {
        var words = new ulong[_words.Length];
        for (var i = 0; i < words.Length; i++)
            words[i] = _words[i] & other._words[i];
        return new CellSet(words);
    }

    public CellSet Or(CellSet other)
    {
        var words = new ulong[_words.Length];
        for (var i = 0; i < words.Length; i++)
            words[i] = _words[i] | other._words[i];
        return new CellSet(words);
    }

    public CellSet Without(CellSet other) => Where(_words.Length * 64, member => Has(member) && !other.Has(member));

    /// <summary>A set of the same size with these members.</summary>
    public CellSet Only(IEnumerable<int> members)
    {
        var words = new ulong[_words.Length];
        foreach (var member in members)
            words[member >> 6] |= 1UL << (member & 63);
        return new CellSet(words);
    }

    public bool Meets(CellSet other)
    {
        for (var i = 0; i < _words.Length; i++)
            if ((_words[i] & other._words[i]) != 0)
                return true;
        return false;
    }

    public bool Contains(CellSet other)
    {
        for (var i = 0; i < _words.Length; i++)
            if ((other._words[i] & ~_words[i]) != 0)
                return false;
        return true;
    }

    public bool Equals(CellSet? other) => other is not null && _words.AsSpan().SequenceEqual(other._words);

    public override bool Equals(object? obj) => Equals(obj as CellSet);

    public override int GetHashCode()
    {
        var hash = 0UL;
        foreach (var word in _words)
            hash = (hash ^ word) * 0x9E3779B97F4A7C15;
        return (int)(hash >> 32);
    }
}
