package import Ledger
package import Messaging

/// The words of workbooks, pages and the terminal, in every language: the one table of them.
///
/// What codes and reasons of removed rows mean stands with these (`StatusCode`, `Removal`).
package enum Words {
  // MARK: - Tasks

  package static let task = Phrase("Task", "任务")
  package static let sheet = Phrase("Sheet", "号码表")
  static let worksheet = Phrase("{1}, worksheet “{2}”", "{1}，工作表“{2}”")
  package static let template = Phrase("Template", "模板")
  package static let templateKind = Phrase("{1} ({2}, {3})", "{1}（{2}，{3}）")
  package static let withSignature = Phrase("{1}, signature {2}", "{1}，签名{2}")
  package static let sent = Phrase("Sent", "发送时间")
  static let sentAt = Phrase("{1} ({2}), task {3}ID {4}", "{1}（{2}），任务 {3}ID {4}")
  static let asOf = Phrase("As of", "截至")
  package static let application = Phrase("Application", "应用")
  static let signature = Phrase("Signature", "签名")

  package static func type(_ type: MessageType) -> Phrase {
    switch type {
    case .verification: Phrase("verification", "验证码")
    case .notification: Phrase("notification", "通知")
    case .marketing: Phrase("marketing", "营销")
    }
  }

  package static func region(_ region: MessageRegion) -> Phrase {
    switch region {
    case .mainland: Phrase("mainland", "内地")
    case .international: Phrase("international", "国际")
    }
  }

  package static let taskNamed = Phrase("{1}, {2} (ID {3})", "{1}，{2}（ID {3}）")
  package static let state = Phrase("State", "状态")
  package static let created = Phrase("Created", "创建时间")
  package static let due = Phrase("Due", "计划时间")
  package static let successfulOf = Phrase("{1} of {2} successful", "成功 {1}，共 {2}")
  package static let someMessages = Phrase("{1} messages", "{1} 条短信")

  /// Where a task stands, as the ledger says it.
  package static func state(_ state: TaskState) -> Phrase {
    switch state {
    case .pending: Phrase("pending", "待发送")
    case .executing: Phrase("executing", "发送中")
    case .completed: Phrase("completed", "已完成")
    case .canceled: Phrase("canceled", "已取消")
    case .failed: Phrase("failed", "已失败")
    }
  }

  // MARK: - Accounts

  package static let rows = Phrase("Rows", "行数")
  static let rowsRead = Phrase("Rows read", "读取行数")
  static let blank = Phrase("blank", "空行")
  static let invalid = Phrase("invalid", "无效")
  static let duplicates = Phrase("duplicates", "重复")
  static let acceptedRows = Phrase("accepted", "有效")
  package static let accepted = Phrase("Accepted", "有效")
  static let suppressed = Phrase("suppressed", "已拦截")
  static let submitted = Phrase("Submitted", "已提交")
  static let refused = Phrase("refused", "被拒绝")
  static let refusedByCarrier = Phrase("refused by the carrier", "被运营商拒绝")
  static let acceptedByCarrier = Phrase("accepted by the carrier", "运营商已接收")
  static let carrier = Phrase("Carrier", "运营商")
  static let failed = Phrase("failed", "失败")
  static let sending = Phrase("sending", "发送中")
  package static let rowSum = Phrase(
    "{1} = {2} blank + {3} invalid + {4} duplicate + {5} accepted",
    "{1} = 空行 {2} + 无效 {3} + 重复 {4} + 有效 {5}")
  static let acceptedSum = Phrase(
    "{1} = {2} suppressed + {3} submitted", "{1} = 已拦截 {2} + 已提交 {3}")
  static let submittedSum = Phrase(
    "{1} = {2} refused + {3} accepted by the carrier", "{1} = 被拒绝 {2} + 运营商已接收 {3}")
  static let carrierSum = Phrase(
    "{1} = {2} successful + {3} failed + {4} sending", "{1} = 成功 {2} + 失败 {3} + 发送中 {4}")

  // MARK: - Messages

  static let messages = Phrase("Messages", "短信")
  package static let segments = Phrase("Segments", "分段")
  static let segmentSum = Phrase(
    "{1} in {2} messages, {3} billed", "{2} 条短信共 {1} 段，计费 {3} 条")
  package static let billedItems = Phrase("Billed items", "计费条数")
  package static let cost = Phrase("Cost", "费用")
  static let longest = Phrase("Longest", "最长短信")
  static let longestOne = Phrase(
    "{1} {2} in 1 segment (row {4})", "{1} {2}，{3} 段（第 {4} 行）")
  static let longestMany = Phrase(
    "{1} {2} in {3} segments (row {4})", "{1} {2}，{3} 段（第 {4} 行）")
  static let septets = Phrase("GSM septets", "个GSM字符")
  static let units = Phrase("UTF-16 units", "个字符")
  static let hint = Phrase("Hint", "建议")
  static let oneCharacterLess = Phrase(
    "1 character less would save a segment for {2} recipients ({3}%)",
    "少 {1} 个字符可为 {2} 位收件人各省一段（{3}%）")
  static let charactersLess = Phrase(
    "{1} characters less would save a segment for {2} recipients ({3}%)",
    "少 {1} 个字符可为 {2} 位收件人各省一段（{3}%）")
  package static let note = Phrase("Note", "说明")
  static let oneNotMobile = Phrase(
    "{1} accepted number is in no range assigned to mobiles", "{1} 个有效号码不在手机号段内")
  static let notMobile = Phrase(
    "{1} accepted numbers are in no range assigned to mobiles", "{1} 个有效号码不在手机号段内")
  static let byRegion = Phrase("By region", "按地区")
  static let moreRegions = Phrase("and {1} more regions", "另有 {1} 个地区")
  static let unknown = Phrase("unknown", "未知")
  package static let removedRows = Phrase("Removed rows", "已删除的行")
  static let stopped = Phrase("Suppressed", "已拦截")
  static let notDelivered = Phrase("Not delivered", "未送达")
  static let messagesOfRegion = Phrase("messages", "条")
  static let billed = Phrase("billed", "计费")

  // MARK: - Profiles

  package static let comparison = Phrase("{1}, by provider", "{1}：各平台对比")
  package static let profiles = Phrase("Profiles", "平台")
  package static let profile = Phrase("Profile", "平台")
  package static let fileTaken = Phrase("File taken", "文件可用")
  package static let variablesRead = Phrase("Variables", "变量写法")
  package static let writtenAs = Phrase("to be written {1}", "应写成 {1}")
  package static let invalidRows = Phrase("Invalid", "无效")
  package static let duplicateRows = Phrase("Duplicates", "重复")
  package static let noRemovals = Phrase("No row is removed.", "没有删除的行。")
  package static let yes = Phrase("yes", "是")

  // MARK: - Customers

  package static let importSum = Phrase(
    "{1} = {2} added + {3} in the group before", "{1} = 新增 {2} + 组内已有 {3}")
  package static let group = Phrase("Group", "分组")
  package static let groupCount = Phrase("{1}, {2} numbers", "{1}，{2} 个号码")

  package static let replySum = Phrase(
    "Replies: {1} taken, {2} to unsubscribe ({3} new on the list), {4} known, {5} unmatched, {6} invalid",
    "收到回复 {1} 条，其中退订 {2} 条（新退订号码 {3} 个）；重复 {4} 条，未匹配到短信 {5} 条，无效行 {6} 行")
  package static let mistimedReplies = Phrase(
    "{1} to unsubscribe from before anything was sent to their number; they count for what it had last",
    "退订时间早于发送时间的有 {1} 条，按该号码最近一条短信处理")
  package static let ambiguousReplies = Phrase(
    "{1} may be of the mainland or of another country, and count for both numbers; --region says which",
    "{1} 条可能来自内地，也可能来自其他国家，两个号码均计入；可用 --region 指明")
  package static let moreRows = Phrase(
    "and {1} more; --json has all of them", "以及另外 {1} 行；--json 列出全部")
  static let replies = Phrase("Replies", "回复")
  static let noReplies = Phrase("No replies in this period.", "该时间段没有回复。")
  static let effect = Phrase("Effect", "效果")
  static let unsubscribes = Phrase("unsubscribed", "退订")

  // MARK: - Check

  static let header = Phrase("Header", "表头")
  static let headerRow = Phrase("row {1}: {2}", "第 {1} 行：{2}")
  static let headerNone = Phrase("none, the first row is a recipient", "无，第一行是收件人")
  package static let firstMessages = Phrase("First messages", "前几条短信")
  package static let firstRemoved = Phrase("First removed rows", "前几个被删除的行")
  package static let exampleRow = Phrase("row {1}", "第 {1} 行")
  package static let repeatsRow = Phrase("(row {1})", "（第 {1} 行）")
  package static let oneSegment = Phrase("1 segment", "1 段")
  package static let someSegments = Phrase("{1} segments", "{1} 段")

  // MARK: - What a sheet holds

  package static let fileLine = Phrase("{1}: {2}, {3} bytes", "{1}：{2}，{3} 字节")
  package static let encoding = Phrase("Encoding", "编码")
  package static let delimiter = Phrase("Delimiter", "分隔符")
  package static let isGuessed = Phrase(" (guessed)", "（推测）")
  package static let worksheetLabel = Phrase("Worksheet", "工作表")
  package static let isRead = Phrase(" (read)", "（读取）")
  package static let isHidden = Phrase(" (hidden)", "（隐藏）")
  package static let moreWorksheets = Phrase("and {1} more worksheets", "另有 {1} 个工作表")
  package static let dates = Phrase("Dates", "日期")
  package static let datesFrom = Phrase("from {1}", "从 {1} 起")
  package static let rowsWithHeader = Phrase(
    "{1} with content, {2} blank, and a header", "有内容 {1} 行，空行 {2}，有表头")
  package static let rowsWithoutHeader = Phrase(
    "{1} with content, {2} blank, no header", "有内容 {1} 行，空行 {2}，无表头")
  package static let columns = Phrase("Columns", "列数")
  package static let columnLine = Phrase("{1}. {2}: {3} filled", "{1}. {2}：{3} 个有值")
  package static let columnExample = Phrase(", such as “{1}”", "，例如“{1}”")
  package static let noName = Phrase("(no name)", "（无名称）")
  package static let columnNumber = Phrase("column {1}", "第 {1} 列")
  package static let numbers = Phrase("Numbers", "号码")
  package static let numberKinds = Phrase(
    "{1} mainland, {2} international, {3} of them repeated", "内地 {1}，国际 {2}，其中重复 {3}")
  package static let eitherKind = Phrase(
    "{1} of them may be either: write + and the country code where it is another country's",
    "其中 {1} 个两者皆可能：如为其他国家号码，请填 + 和国家码")

  // MARK: - Files

  package static let resultsFile = Phrase("Results", "结果")
  package static let failedFile = Phrase("Failed", "失败号码")
  package static let removedFile = Phrase("Removed", "已删除")
  package static let reportFile = Phrase("Report", "报告")
  static let resultsOfTask = Phrase("Results of a message task", "短信任务结果")
  static let recipientsOfTask = Phrase("Recipients of a message task", "短信任务收件人")
  static let failedNumbers = Phrase("Numbers that failed, to be sent again", "失败号码，可重新发送")
  static let statistics = Phrase("Statistics of messages", "短信统计")

  // MARK: - Worksheets and their columns

  static let summary = Phrase("Summary", "概要")
  static let recipients = Phrase("Recipients", "收件人")
  static let removed = Phrase("Removed", "已删除")
  static let failedSheet = Phrase("Failed", "失败")
  static let row = Phrase("Row", "行号")
  static let number = Phrase("Number", "号码")
  static let regionCode = Phrase("Region", "地区")
  static let content = Phrase("Content", "内容")
  static let segment = Phrase("Segment", "段")
  static let messageID = Phrase("SMS ID", "短信ID")
  static let submissionTime = Phrase("Submission Time", "提交时间")
  static let receiptTime = Phrase("Receipt Time", "回执时间")
  static let result = Phrase("Result", "结果")
  static let results = Phrase("Results", "结果")
  package static let code = Phrase("Code", "代码")
  package static let reason = Phrase("Reason", "原因")
  static let suggestion = Phrase("Suggestion", "建议")
  static let clickTime = Phrase("Click Time", "点击时间")
  static let numberAsEntered = Phrase("Number as Entered", "原始号码")
  static let repeats = Phrase("Repeats Row", "重复的行")
  static let count = Phrase("Count", "数量")

  // MARK: - The page of a task

  static let taskReport = Phrase("Task report", "任务报告")
  static let delivered = Phrase("Delivered", "已送达")
  static let ofMessages = Phrase("of {1} messages", "共 {1} 条短信")
  static let withReceipt = Phrase("With a receipt", "有回执")
  static let ofTheCarrier = Phrase("of {1} the carrier took", "运营商接收 {1} 条")
  static let forBilled = Phrase("for {1} billed items", "计费 {1} 条")
  static let rowsRemoved = Phrase("Rows removed", "删除行数")
  static let ofRows = Phrase("of {1} rows", "共 {1} 行")
  static let theMessage = Phrase("The message", "短信内容")
  static let funnel = Phrase("From rows to receipts", "从号码表到回执")
  static let funnelDescription = Phrase(
    "{1} rows became {2} messages; the carrier took {3} of them, and {4} were delivered.",
    "{1} 行生成 {2} 条短信；运营商接收 {3} 条，送达 {4} 条。")
  static let stage = Phrase("Stage", "阶段")
  static let adds = Phrase("Of which", "其中")
  static let rowsOfSheet = Phrase("Rows of the sheet", "号码表行数")
  static let messagesMade = Phrase("Messages", "短信")
  static let messagesSubmitted = Phrase("Submitted", "已提交")
  static let messagesTaken = Phrase("Taken by carrier", "运营商接收")
  static let messagesDelivered = Phrase("Delivered", "已送达")
  static let lost = Phrase("− {1} {2}", "− {2} {1}")
  static let removedIntro = Phrase(
    "Rows that were not sent, with the reason and a few of them; the whole list is in the workbook.",
    "未发送的行及原因和示例；完整列表见工作簿。")
  static let examples = Phrase("For example", "示例")
  static let exampleOfRow = Phrase("row {1}: {2}", "第 {1} 行：{2}")
  static let resultCodes = Phrase("Results by code", "按代码的结果")
  static let notDeliveredByCode = Phrase("Not delivered, by code", "未送达（按代码）")
  static let receiptsOverTime = Phrase("Receipts over time", "回执时间")
  static let receiptSentence = Phrase(
    "Half of the {1} receipts came within {2}, 99% within {3}, the last within {4} of the start.",
    "{1} 个回执中，一半在开始后 {2} 内到达，99% 在 {3} 内到达，最后一个在 {4} 内到达。")
  static let sinceStart = Phrase("Since the start", "开始后")
  static let receipts = Phrase("Receipts", "回执")
  static let share = Phrase("Share", "占比")
  static let shareSoFar = Phrase("Share so far", "累计占比")
  static let later = Phrase("later", "之后")
  static let countries = Phrase("Countries", "国家和地区")
  static let country = Phrase("Country", "国家或地区")
  static let segmentsAndCost = Phrase("Segments and cost", "分段与费用")
  static let segmentsEach = Phrase("Segments a message", "每条短信段数")
  static let orMore = Phrase("{1} or more", "{1} 或更多")
  static let shorter = Phrase("What a shorter text would save", "缩短内容可节省")
  static let shorterIntro = Phrase(
    "Messages that would need a segment less, and about what that is worth at this task's average price.",
    "可少用一段的短信数，以及按本任务平均单价估算的金额。")
  static let lessCharacters = Phrase("Characters less", "少用字符")
  static let wouldSave = Phrase("Would save", "可节省")
  static let files = Phrase("Files", "文件")
  static let unitPrice = Phrase("Unit price", "单价")
  static let figures = Phrase("Key figures", "关键数字")
  static let figuresBehind = Phrase("The figures", "数据")
  static let madeBy = Phrase(
    "Made by Broadsheet; nothing on this page comes from the network.",
    "由 Broadsheet 生成；本页不需要网络。")
  static let sortBy = Phrase("Sort by", "排序：")

  // MARK: - Statistics

  package static let overview = Phrase("Overview", "概览")
  package static let failures = Phrase("Failures", "失败分析")
  package static let receiptAnalysis = Phrase("Receipts", "回执分析")
  package static let codes = Phrase("Verification codes", "验证码")
  package static let clicks = Phrase("Link clicks", "短链点击")
  package static let numberLog = Phrase("Log of {1}", "{1} 的发送记录")
  static let period = Phrase("Period", "时间范围")
  static let periodDays = Phrase("{1} to {2} ({3} days)", "{1} 至 {2}（{3} 天）")
  static let requests = Phrase("Requests", "请求量")
  static let requestsAccepted = Phrase("Accepted", "提交成功")
  static let acceptedRate = Phrase("Accepted rate", "提交成功率")
  static let delivery = Phrase("Successful", "发送成功")
  static let deliveryFailed = Phrase("Failed", "发送失败")
  static let successRate = Phrase("Success rate", "成功率")
  static let receiptRate = Phrase("Receipt rate", "回执率")
  static let without = Phrase("Without", "无回执")
  static let with = Phrase("With receipt", "有回执")
  static let day = Phrase("Day", "日期")
  static let hour = Phrase("Hour", "小时")
  static let total = Phrase("Total", "合计")
  static let byDay = Phrase("By day", "按日")
  static let byHour = Phrase("By hour", "按小时")
  static let applications = Phrase("Applications", "应用")
  static let templates = Phrase("Templates", "模板")
  static let signatures = Phrase("Signatures", "签名")
  static let noSignature = Phrase("(none)", "（无）")
  static let decidedBy = Phrase("Decided by", "判定方")
  static let byRule = Phrase("a rule", "规则")
  static let byCarrier = Phrase("the carrier", "运营商")
  static let byReceipt = Phrase("the receipt", "回执")
  static let failureReasons = Phrase("Failures by reason", "失败原因")
  static let dayBefore = Phrase("Day before", "前一日")
  static let growth = Phrase("Growth", "环比")
  static let clickCount = Phrase("Clicks", "点击")
  static let clickRate = Phrase("Click rate", "点击率")
  static let gotLink = Phrase("Recipients", "收件人")
  static let time = Phrase("Time", "时间")
  static let characters = Phrase("Characters", "字数")
  static let type = Phrase("Type", "类型")
  static let remarks = Phrase("Remarks", "备注")
  package static let nothing = Phrase("Nothing was sent in this period.", "该时间段没有发送。")
  static let chartDescription = Phrase(
    "{1}: {2} in all; the most {3}, {4}.", "{1}：共 {2}；最多为 {3}，{4}。")

  // MARK: - Lengths of time

  static let seconds = Phrase("{1} s", "{1} 秒")
  static let minutes = Phrase("{1} min", "{1} 分钟")
  static let hours = Phrase("{1} h", "{1} 小时")
}
