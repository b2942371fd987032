/// What a policy can allow or deny: the commands of the command line, by their words (SPEC ADMIN-10).
///
/// A command says which it is; a test holds the cases to the commands that there are.
package enum AccessAction: String, Sendable, CaseIterable {
  case initialize = "init"
  case send
  case check
  case run
  case watch

  case taskList = "task:list"
  case taskShow = "task:show"
  case taskCancel = "task:cancel"
  case taskDelete = "task:delete"
  case taskCopy = "task:copy"

  case reportOverview = "report:overview"
  case reportFailures = "report:failures"
  case reportReceipts = "report:receipts"
  case reportCountries = "report:countries"
  case reportCodes = "report:codes"
  case reportClicks = "report:clicks"
  case reportNumber = "report:number"

  case templateCreate = "template:create"
  case templateChange = "template:change"
  case templateList = "template:list"
  case templateShow = "template:show"
  case templateLint = "template:lint"
  case templateReview = "template:review"
  case templateDelete = "template:delete"
  case templateSheet = "template:sheet"

  case signatureCreate = "signature:create"
  case signatureChange = "signature:change"
  case signatureList = "signature:list"
  case signatureShow = "signature:show"
  case signatureReview = "signature:review"
  case signatureDelete = "signature:delete"

  case qualificationCreate = "qualification:create"
  case qualificationChange = "qualification:change"
  case qualificationList = "qualification:list"
  case qualificationShow = "qualification:show"
  case qualificationReview = "qualification:review"
  case qualificationDelete = "qualification:delete"

  case applicationCreate = "application:create"
  case applicationChange = "application:change"
  case applicationBuy = "application:buy"
  case applicationDisable = "application:disable"
  case applicationEnable = "application:enable"
  case applicationDelete = "application:delete"
  case applicationList = "application:list"
  case applicationShow = "application:show"
  /// What `application show --show-key` does besides: the one action that is no command.
  case applicationKey = "application:key"
  case applicationCountriesExport = "application:countries:export"
  case applicationCountriesImport = "application:countries:import"

  case customersImport = "customers:import"
  case customersEnter = "customers:enter"

  case groupsCreate = "groups:create"
  case groupsList = "groups:list"
  case groupsShow = "groups:show"
  case groupsDelete = "groups:delete"

  case repliesImport = "replies:import"
  case repliesAdd = "replies:add"
  case repliesSimulate = "replies:simulate"
  case repliesList = "replies:list"

  case callbacksList = "callbacks:list"
  case callbacksSend = "callbacks:send"
  case callbacksAgain = "callbacks:again"

  case alarmsList = "alarms:list"

  case accessCan = "access:can"
  case accessList = "access:list"
  case accessShow = "access:show"

  case exportTask = "export:task"
  case exportList = "export:list"
  case exportRetry = "export:retry"
  case exportDelete = "export:delete"

  case suppressMuteAdd = "suppress:mute:add"
  case suppressMuteRemove = "suppress:mute:remove"
  case suppressMuteList = "suppress:mute:list"
  case suppressMuteImport = "suppress:mute:import"
  case suppressMuteExport = "suppress:mute:export"
  case suppressUnsubscribeAdd = "suppress:unsubscribe:add"
  case suppressUnsubscribeRemove = "suppress:unsubscribe:remove"
  case suppressUnsubscribeList = "suppress:unsubscribe:list"
  case suppressUnsubscribeImport = "suppress:unsubscribe:import"
  case suppressUnsubscribeExport = "suppress:unsubscribe:export"
  case suppressUnsubscribeReview = "suppress:unsubscribe:review"
  case suppressUnsubscribeApplications = "suppress:unsubscribe:applications"
  case suppressAllowAdd = "suppress:allow:add"
  case suppressAllowRemove = "suppress:allow:remove"
  case suppressAllowList = "suppress:allow:list"
  case suppressAllowImport = "suppress:allow:import"
  case suppressAllowExport = "suppress:allow:export"

  case sheetInfo = "sheet:info"
  case sheetCat = "sheet:cat"

  case profileList = "profile:list"
  case profileShow = "profile:show"

  case configShow = "config:show"

  case doctor
}
