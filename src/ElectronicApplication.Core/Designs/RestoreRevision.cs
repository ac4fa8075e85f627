using ElectronicApplication.Core.Kernel;

namespace ElectronicApplication.Core.Designs;

/// <summary>Puts an earlier revision on top again, as a revision like any other: what came in between stays in the history, and undoing brings it back.</summary>
public sealed class RestoreRevision(OpenDesign open, EditDesign edit)
{
    public async Task<Result<EditedDesign>> HandleAsync(string code, int number, DesignStamp seen, Act act, CancellationToken cancel)
    {
        var tree = await open.RevisionAsync(code, number, act, cancel);
        return tree.Error is { } error ? error : await edit.ReplaceAsync(code, seen, tree.Value, $"改訂 {number} の内容に戻す", act, cancel, number);
    }
}
