using System.Text.Json.Nodes;
using ElectronicApplication.Core.Kernel;

namespace ElectronicApplication.Core.Submissions;

public sealed class OpenDraft(Drafts drafts)
{
    public async Task<Result<OpenedDraft>> HandleAsync(Guid id, DraftOwner owner, CancellationToken cancel)
    {
        var draft = await drafts.FindAsync(id, owner, cancel);
        return draft.Error is { } error ? error : await drafts.OpenAsync(draft.Value, cancel);
    }

    /// <summary>The draft as it would look with what stands in the window now; nothing is saved.</summary>
    public async Task<Result<OpenedDraft>> PreviewAsync(Guid id, DraftOwner owner, string pageId, JsonObject pageAnswers, CancellationToken cancel)
    {
        var opened = await HandleAsync(id, owner, cancel);
        return opened.IsOk ? drafts.With(opened.Value, pageId, pageAnswers) : opened;
    }
}
