using System.Collections;

namespace ElectronicApplication.Forms;

/// <summary>Field paths in the order of the form. Looking one up builds an index the first time, so that an evaluation that nobody asks does not pay for it.</summary>
public sealed class PathSet : IReadOnlyCollection<string>
{
    private readonly List<string> _paths = [];
    private HashSet<string>? _index;

    public int Count => _paths.Count;

    public bool Contains(string path)
    {
        if (_paths.Count <= 8)
            return _paths.Contains(path);
        var index = _index ??= new HashSet<string>(_paths, StringComparer.Ordinal);
        return index.Contains(path);
    }

    public List<string>.Enumerator GetEnumerator() => _paths.GetEnumerator();

    IEnumerator<string> IEnumerable<string>.GetEnumerator() => _paths.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _paths.GetEnumerator();

    internal void Add(string path) => _paths.Add(path);
}
